"""Splitting: the parts take the place of the whole, each with its own words and addressees."""

import re

import pytest
from tests.consultation.factories_recommendations import (
    body,
    make_draft,
    make_issued,
    make_public,
    person,
    sign_in,
    why,
    words,
)
from tests.consultation.test_actions_addressees import make_finding

from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, NotHere, Role, acting_as
from mashura.consultation import public
from mashura.consultation.actions.recommendation_splits import PartRefusedError
from mashura.consultation.models import Recommendation
from mashura.errors import InputError
from mashura.kit.expressions import Expressions

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def part(en="Open clinics", ar="افتحوا العيادات", **changes):
    values = {"text": words(en, ar), "theme": "S1", "countries": ("XAA",), "addressees": [body()]}
    return public.SplitPart(**values | changes)


def split(row, *parts, actor=SYSTEM, reason=None, **given):
    return public.split_into_parts(
        actor=actor,
        recommendation=row,
        parts=parts or [part(), part("Train nurses", "درّبوا الممرضين", theme="S2")],
        reason=why("Two things were asked.") if reason is None else reason,
        **given,
    )


def fresh(row):
    with acting_as(SYSTEM):
        return public.recommendation(SYSTEM, "made-up", row.ref)


def make_adopted():
    row = make_draft()
    public.address_to(actor=SYSTEM, recommendation=row, addressees=[body()])
    for step in ("propose", "consolidate", "adopt"):
        public.take_step(actor=SYSTEM, recommendation=row, step=step)
    return row


def test_an_issued_recommendation_is_split_into_issued_ones():
    row = make_public(secondary_themes=("S2", "S3"), affected_groups=("children-of-migrants",))
    public.open_recommendation(actor=SYSTEM, recommendation=row, countries=["XAA"])
    children = split(row, actor=person())
    assert row.state == "split"
    assert dict(fresh(row).state_reason) == {"en": "Two things were asked."}
    assert [fresh(one).state for one in children] == ["issued", "issued"]
    assert [fresh(one).theme for one in children] == ["S1", "S2"]
    assert [fresh(one).secondary_themes for one in children] == [["S2", "S3"], ["S3"]]
    with acting_as(SYSTEM):
        assert {(one.recommendation.ref, one.kind) for one in public.links_of(SYSTEM, row)} == {
            (one.ref, "splits") for one in children
        }
        for child in children:
            assert child.open_to == ["XAA"] or fresh(child).open_to == ["XAA"]
            assert len(public.addressees_of(SYSTEM, [child])[child.pk]) == 1
        # What was public stays so; what is new is released first.
        assert public.recommendation(ANONYMOUS, "made-up", row.ref).is_released
        assert not any(fresh(one).is_released for one in children)


def test_what_was_adopted_is_split_into_adopted_ones_and_never_becomes_public():
    row = make_adopted()
    children = split(row)
    assert [fresh(one).state for one in children] == ["adopted", "adopted"]
    for act in (
        lambda: public.publish_recommendation(actor=SYSTEM, recommendation=fresh(row)),
        lambda: public.release_recommendation(
            actor=person(Role.HEAD_OF_DELEGATION, countries=["XAA"]), recommendation=fresh(row), country="XAA"
        ),
    ):
        with pytest.raises((InputError, NotHere, Forbidden)):
            act()
    public.issue_recommendation(actor=SYSTEM, recommendation=children[0])
    assert fresh(children[0]).state == "issued"


def test_parts_take_over_where_it_comes_from():
    row = make_draft()
    public.add_origin(actor=SYSTEM, recommendation=row, finding=make_finding())
    public.address_to(actor=SYSTEM, recommendation=row, addressees=[body()])
    for step in ("propose", "consolidate", "adopt", "issue"):
        public.take_step(actor=SYSTEM, recommendation=row, step=step)
    for child in split(row):
        with acting_as(SYSTEM):
            assert len(public.origins_of(SYSTEM, child)) == 1


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([part()], "at least two"),
        ([part(), part()], "Two parts say the same"),
        ([part(), part("Train", "")], "authoritative language"),
        ([part(), part("Train", "درّبوا", addressees=[])], "to whom"),
        ([part(), part("Train", "درّبوا", addressees=[body(role="co")])], "Nobody leads for XAA"),
        ([part(), part("Train", "درّبوا", theme="S9")], "S9"),
        ([part(), part("Train", "درّبوا", text=Expressions())], "Write the text"),
    ],
)
def test_what_cannot_be_split_so_leaves_nothing_behind(parts, told):
    row = make_issued()
    with pytest.raises(InputError, match=told) as raised:
        split(row, *parts)
    if isinstance(raised.value, PartRefusedError):
        assert raised.value.number == 2
    with acting_as(SYSTEM):
        assert Recommendation.objects.count() == 1
    assert fresh(row).state == "issued"


def test_a_split_has_its_reason_and_happens_once():
    row = make_issued()
    with pytest.raises(InputError, match="Give the reason"):
        split(row, reason=Expressions())
    split(row)
    with pytest.raises(InputError, match="does not lead on"):
        split(row)
    with pytest.raises(InputError, match="does not lead on"):
        split(make_draft())


def test_a_trial_leaves_nothing_behind():
    row = make_issued()
    assert [one.ref for one in split(row, is_trial=True)] == ["R-2", "R-3"]
    assert fresh(row).state == "issued"
    with acting_as(SYSTEM):
        assert Recommendation.objects.count() == 1


def test_who_may_split():
    row = make_public()
    with pytest.raises(Forbidden):
        split(row, actor=person(Role.RESEARCHER))
    with pytest.raises(NotHere):
        split(make_issued(), actor=person(Role.DELEGATE, countries=["XBB"]))


def address(row, below="split/"):
    return f"/en/recommendations/made-up/{row.ref}/{below}"


def plain(response) -> str:
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL).group()
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def given(row, **changes):
    with acting_as(SYSTEM):
        (one,) = public.addressees_of(SYSTEM, [row])[row.pk]
    values = {"original": "en", "parts": "2", "reason_en": "Two things.", "do": "preview"}
    for prefix, en, ar in (("part1", "Open clinics", "افتحوا"), ("part2", "Train nurses", "درّبوا")):
        values |= {
            f"{prefix}-text_en": en,
            f"{prefix}-text_ar": ar,
            f"{prefix}-theme": "S1",
            f"{prefix}-countries": "XAA",
            f"{prefix}-addressee_{one.pk}": "lead",
        }
    return values | changes


def test_the_page_takes_over_shows_what_will_be_and_splits(client):
    row = make_public()
    sign_in(client)
    assert address(row) in client.get(address(row, "work/")).content.decode()
    page = client.get(address(row))
    assert "A government (fictional)" in plain(page)
    assert page.content.decode().count('<option value="lead" selected>') == 2
    preview = client.post(address(row), given(row))
    assert preview.status_code == 200
    for told in ("Nothing is saved yet", "Part 1: R-2", "Part 2: R-3", "Train nurses", "درّبوا", "Two things."):
        assert told in plain(preview)
    assert fresh(row).state == "issued"
    kept = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', preview.content.decode())
    answer = client.post(address(row), {**dict(kept), "do": "split"}, follow=True)
    assert answer.redirect_chain == [(address(row, ""), 302)]
    assert "Split into: R-2" in plain(answer)
    assert "Two things." in plain(answer)
    assert f"Comes from splitting: {row.ref}" in plain(client.get("/en/recommendations/made-up/R-2/"))
    assert client.get(address(row)).status_code == 302


def test_one_part_more_and_back_to_change_keep_what_was_written(client):
    row = make_public()
    sign_in(client)
    more = client.post(address(row), given(row, do="more"))
    assert more.status_code == 200
    assert "Part 3" in plain(more)
    assert "Train nurses" in more.content.decode()
    assert "This field is required" not in plain(more)
    again = client.post(address(row), given(row, do="change"))
    assert (again.status_code, "Train nurses" in again.content.decode()) == (200, True)
    for parts in ("x", "-1", "99"):
        page = plain(client.post(address(row), given(row, do="more", parts=parts)))
        assert ("Part 6" in page) is (parts == "99")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"reason_en": ""}, "Give the reason in one language"),
        ({"part2-text_en": ""}, "Part 2: Text (English): This field is required."),
        ({"part2-text_ar": ""}, "Part 2: Its text has to be there"),
        ({"part2-text_en": "Open clinics"}, "Two parts say the same"),
        ({"part1-theme": "S9"}, "S9"),
        ({"part1-countries": "XBB"}, "XBB"),
    ],
)
def test_bad_input_is_told_and_nothing_is_split(client, changes, told):
    row = make_public()
    sign_in(client)
    for do in ("preview", "split"):
        answer = client.post(address(row), given(row, do=do) | changes)
        assert answer.status_code == 400
        assert told in plain(answer)
    assert fresh(row).state == "issued"


@pytest.mark.parametrize(
    ("role", "status"),
    [(None, 403), (Role.RESEARCHER, 403), (Role.TRANSLATOR, 403), (Role.HEAD_OF_DELEGATION, 403)],
)
def test_who_sees_the_page(client, role, status):
    row, inside = make_public(), make_issued()
    if role is not None:
        sign_in(client, role, countries=["XBB"])
    assert client.get(address(row)).status_code == status
    assert client.post(address(row), given(row, do="split")).status_code == status
    assert fresh(row).state == "issued"
    sign_in(client, Role.DELEGATE, countries=["XBB"])
    assert client.get(address(inside)).status_code == 404
    assert address(row) not in client.get(address(row, "")).content.decode()


def test_parts_that_are_there_already_are_chosen(client):
    row, one, two = make_adopted(), make_adopted(), make_issued()
    sign_in(client)
    page = client.get(address(row, "step/split/"))
    assert f"{one.ref} – Open clinics to everybody" in plain(page)
    given = {"successors": [str(one.pk), str(two.pk)], "reason_en": "Two things."}
    assert client.post(address(row, "step/split/"), given | {"reason_en": ""}).status_code == 400
    client.post(address(row, "step/split/"), given)
    assert fresh(row).state == "split"


def test_merging_says_why_in_the_languages_given(client):
    row, other = make_public(), make_issued()
    sign_in(client)
    given = {"successor": str(other.pk), "reason_en": "They say the same.", "reason_fr": "Elles disent la même chose."}
    client.post(address(row, "step/merge/"), given)
    assert fresh(row).state == "merged"
    assert dict(fresh(row).state_reason) == {"en": "They say the same.", "fr": "Elles disent la même chose."}
    client.logout()
    assert "Elles disent la même chose." in client.get(f"/fr/recommendations/made-up/{row.ref}/").content.decode()
