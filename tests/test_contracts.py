"""Truths about the whole code base: its layers, folders, settings, commands and documents."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "mashura"
LAYERS = [
    "errors",
    "stats",
    "kit",
    "access",
    "reference",
    "evidence",
    "consultation",
    "commitments",
    "publication",
    "exchange",
    "site",
]
APPS = [config for config in apps.get_app_configs() if config.name.startswith("mashura.")]


def own_relations():
    for config in APPS:
        for model in config.get_models():
            for field in model._meta.get_fields():
                if isinstance(field, models.ForeignKey | models.OneToOneField | models.ManyToManyField):
                    yield config.label, model, field


@pytest.mark.parametrize(
    ("label", "model", "field"), list(own_relations()), ids=lambda value: getattr(value, "name", str(value))
)
def test_foreign_keys_point_down_or_sideways(label, model, field):
    target = field.related_model._meta.app_config
    if not target.name.startswith("mashura."):
        assert label == "access", f"only access may touch third-party tables, not {model.__name__}.{field.name}"
        return
    assert LAYERS.index(target.label) <= LAYERS.index(label), f"{model.__name__}.{field.name} points up"


def test_every_folder_is_a_layer_of_the_contract():
    found = {path.stem for path in PACKAGE.iterdir() if not path.name.startswith("__")}
    assert found == set(LAYERS)


def test_the_layer_order_is_the_one_that_ci_checks():
    contract = (ROOT / ".importlinter").read_text(encoding="utf-8")
    block = contract.split("layers =", 1)[1].split("\n[", 1)[0]
    order = [line.strip() for line in block.splitlines() if line.strip() and not line.strip().startswith("#")]
    flat = [name.strip() for line in order for name in line.split("|")]
    assert flat[:-3] == LAYERS[:2:-1]
    assert set(flat[-3:]) == set(LAYERS[:3])


def environment_names():
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                name = node.value
                if re.fullmatch(r"MASHURA_[A-Z_]+|DATABASE_(OWNER_)?URL", name):
                    yield name


def test_every_setting_is_described():
    described = set(
        re.findall(r"`((?:MASHURA|DATABASE)_[A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))
    )
    assert set(environment_names()) == described


@pytest.mark.django_db(databases=["default", "owner"])
def test_every_model_has_its_migration():
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail("a model differs from its migrations: run `mashura manage makemigrations`")


@pytest.mark.parametrize("label", [config.label for config in APPS if config.label in LAYERS])
def test_migrations_of_an_app_follow_each_other_in_one_line(label):
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    names = sorted(name for app, name in graph.nodes if app == label)
    for before, name in zip([None, *names], names, strict=False):
        parents = [parent.key[1] for parent in graph.node_map[label, name].parents if parent.key[0] == label]
        assert parents == ([before] if before else []), f"{label}.{name} does not follow {before}"


def test_tests_mirror_the_package():
    strays = [
        path.relative_to(ROOT)
        for path in (ROOT / "tests").glob("*/")
        if path.is_dir() and not path.name.startswith((".", "__")) and path.name not in LAYERS
    ]
    assert strays == []


def test_decision_records_are_numbered_without_gaps():
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_third_party_fonts_and_data_are_named_in_the_notice():
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for dataset in (PACKAGE / "evidence" / "bundle").iterdir():
        if dataset.is_dir():
            assert dataset.name in notice
    assert "SIL Open Font License" in notice


def test_no_sentence_of_the_repository_names_this_machine():
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *PACKAGE.rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert str(ROOT) not in text, path
