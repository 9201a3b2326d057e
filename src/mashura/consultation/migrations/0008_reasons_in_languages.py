from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from mashura.access.migrating import change_as_system
from mashura.kit.expressions import Expressions
from mashura.kit.fields import ExpressionsField

# A text in one language is told from its letters; one in Latin letters is taken for the language of the
# recommendation's own original, in which its writers work. Two reasons were written by the system, as codes.
SAID = """
CREATE FUNCTION consultation_said(words text, written_in text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    original text := CASE
        WHEN words ~ '[\\u0600-\\u06FF]' THEN 'ar'
        WHEN written_in IN ('', 'ar') THEN 'en'
        ELSE written_in
    END;
    fixed jsonb := CASE
        WHEN words ~ '^translation:[a-z-]+$' THEN jsonb_build_object(
            'en', 'Another language was added; the original is the same.',
            'fr', 'Une autre langue a été ajoutée ; l’original est le même.',
            'ar', 'أُضيفت لغة أخرى؛ والأصل على حاله.')
        WHEN words ~ '^review:[a-z-]+$' THEN jsonb_build_object(
            'en', 'A translation was reviewed; the original is the same.',
            'fr', 'Une traduction a été relue ; l’original est le même.',
            'ar', 'رُوجعت ترجمة؛ والأصل على حاله.')
    END;
BEGIN
    IF trim(words) = '' THEN
        RETURN '{"original": "", "texts": {}}';
    END IF;
    IF fixed IS NULL THEN
        RETURN jsonb_build_object('original', original, 'texts', jsonb_build_object(original,
            jsonb_build_object('text', trim(words), 'made_from', '', 'is_reviewed', false)));
    END IF;
    RETURN jsonb_build_object('original', 'en', 'texts', (
        SELECT jsonb_object_agg(language, jsonb_build_object(
            'text', text,
            'made_from', CASE WHEN language = 'en' THEN ''
                ELSE encode(sha256(convert_to(fixed->>'en', 'UTF8')), 'hex') END,
            'is_reviewed', language <> 'en'))
        FROM jsonb_each_text(fixed) AS one(language, text)));
END
$$;
CREATE FUNCTION consultation_written_in(of_recommendation uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT text->>'original' FROM consultation_recommendationversion
        WHERE recommendation_id = of_recommendation ORDER BY number DESC LIMIT 1
    ), '')
$$;
CREATE FUNCTION consultation_languages(said jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(array_agg(language ORDER BY language), '{}') FROM jsonb_object_keys(said->'texts') AS language
$$;
"""
CARRIED_OVER = "DROP FUNCTION consultation_said(text, text); DROP FUNCTION consultation_written_in(uuid);"
SAID_NO_MORE = "DROP FUNCTION consultation_languages(jsonb);"


def in_languages(table, column, written_in):
    """The column of plain words becomes one of expressions. By its type, not by an update: triggers keep the rows."""
    checked = (
        f"coalesce(jsonb_typeof({column}->'texts') = 'object', false) AND NOT jsonb_path_exists({column}, "
        '\'lax $.texts.* ? (@.type() != "object" || !(exists(@.text)) || @.text.type() != "string")\') AND '
        f"({column}->'texts' = '{{}}'::jsonb OR coalesce({column}->'texts' ? ({column}->>'original'), false))"
    )
    return (
        f"ALTER TABLE {table} ALTER COLUMN {column} TYPE jsonb USING consultation_said({column}, {written_in}); "
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_check CHECK ({checked});"
    )


def in_one_language(table, column):
    """As it was: the words of the original alone."""
    return (
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_check; "
        f"ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar(500) "
        f"USING left(coalesce({column}->'texts'->({column}->>'original')->>'text', ''), 500);"
    )


# An issued version keeps every word it had: the languages that come later are the database's own to date.
STAYS = """
CREATE OR REPLACE FUNCTION consultation_issued_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := '{is_released,open_to,text,reason,added_on}';
    closed text[];
    was jsonb;
    becomes jsonb;
    language text;
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.is_issued THEN
            RAISE EXCEPTION 'an issued version never changes' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' OR NOT OLD.is_issued THEN
        NEW.closed_text := CASE WHEN NEW.is_issued THEN consultation_languages(NEW.text) ELSE '{}' END;
        NEW.closed_reason := CASE WHEN NEW.is_issued THEN consultation_languages(NEW.reason) ELSE '{}' END;
        NEW.added_on := '{}';
        RETURN NEW;
    END IF;
    IF (to_jsonb(NEW) - free) <> (to_jsonb(OLD) - free) THEN
        RAISE EXCEPTION 'an issued version never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    NEW.added_on := OLD.added_on;
    FOR was, becomes, closed IN
        VALUES (OLD.text, NEW.text, OLD.closed_text), (OLD.reason, NEW.reason, OLD.closed_reason)
    LOOP
        IF was = becomes THEN
            CONTINUE;
        END IF;
        IF was->>'original' IS DISTINCT FROM becomes->>'original' OR closed = '{}' THEN
            RAISE EXCEPTION 'an issued version never changes' USING ERRCODE = 'restrict_violation';
        END IF;
        FOR language IN SELECT jsonb_object_keys(was->'texts') LOOP
            IF NOT (becomes->'texts') ? language OR (
                language = ANY (closed)
                AND becomes->'texts'->language <> was->'texts'->language
                AND NOT (
                    -- A translation of the original as it stands is found to say what it says.
                    becomes->'texts'->language = was->'texts'->language || '{"is_reviewed": true}'
                    AND was->'texts'->language->>'made_from'
                        = encode(sha256(convert_to(was->'texts'->(was->>'original')->>'text', 'UTF8')), 'hex')
                )
            ) THEN
                RAISE EXCEPTION 'an issued version never changes' USING ERRCODE = 'restrict_violation';
            END IF;
        END LOOP;
    END LOOP;
    FOR language IN
        SELECT jsonb_object_keys(NEW.text->'texts') EXCEPT SELECT jsonb_object_keys(OLD.text->'texts')
    LOOP
        NEW.added_on := NEW.added_on || jsonb_build_object(language, to_jsonb(now()));
    END LOOP;
    RETURN NEW;
END
$$;
DROP TRIGGER issued_version_stays ON consultation_recommendationversion;
CREATE TRIGGER issued_version_stays BEFORE INSERT OR UPDATE OR DELETE ON consultation_recommendationversion
    FOR EACH ROW EXECUTE FUNCTION consultation_issued_version_stays();
"""
STAYED = """
CREATE OR REPLACE FUNCTION consultation_issued_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.is_issued AND (TG_OP = 'DELETE' OR (to_jsonb(NEW) - 'is_released' - 'open_to') <> (to_jsonb(OLD) - 'is_released' - 'open_to')) THEN
        RAISE EXCEPTION 'an issued version never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
$$;
DROP TRIGGER issued_version_stays ON consultation_recommendationversion;
CREATE TRIGGER issued_version_stays BEFORE UPDATE OR DELETE ON consultation_recommendationversion
    FOR EACH ROW EXECUTE FUNCTION consultation_issued_version_stays();
"""


REASON = in_languages("consultation_recommendationversion", "reason", "text->>'original'")
STATE_REASON = in_languages("consultation_recommendation", "state_reason", "consultation_written_in(id)")
CLOSED = """
ALTER TABLE consultation_recommendationversion
    ALTER COLUMN closed_text TYPE text[] USING CASE WHEN is_issued THEN consultation_languages(text) ELSE '{}' END,
    ALTER COLUMN closed_reason TYPE text[] USING CASE WHEN is_issued THEN consultation_languages(reason) ELSE '{}' END;
"""


def say_why_in_languages(apps, schema_editor):
    """The reason of a state looks up the language of its recommendation, which policies hide from everybody else."""
    rows = apps.get_model("consultation", "Recommendation").objects.using(schema_editor.connection.alias)

    def change():
        schema_editor.execute(STATE_REASON)
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM consultation_recommendation WHERE state_reason->>'original' <> ''")
            return cursor.fetchone()[0]

    change_as_system(schema_editor, change, expected=rows.exclude(state_reason="").count)


def say_why_in_one_language(apps, schema_editor):
    """As it was."""
    schema_editor.execute(in_one_language("consultation_recommendation", "state_reason"))


class Migration(migrations.Migration):

    dependencies = [("consultation", "0007_programme_settings")]

    operations = [
        migrations.RemoveConstraint(model_name="recommendation", name="withdrawn_recommendation_has_reason"),
        migrations.RunSQL(SAID, SAID_NO_MORE),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(REASON, in_one_language("consultation_recommendationversion", "reason"))
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="recommendationversion",
                    name="reason",
                    field=ExpressionsField(blank=True, default=Expressions),
                ),
            ],
        ),
        migrations.RunPython(say_why_in_languages, say_why_in_one_language),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="recommendation",
                    name="state_reason",
                    field=ExpressionsField(blank=True, default=Expressions),
                ),
            ],
        ),
        migrations.AddField(
            model_name="recommendationversion",
            name="closed_text",
            field=ArrayField(base_field=models.TextField(), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name="recommendationversion",
            name="closed_reason",
            field=ArrayField(base_field=models.TextField(), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name="recommendationversion",
            name="added_on",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.RunSQL(CLOSED, migrations.RunSQL.noop),
        migrations.RunSQL(CARRIED_OVER, migrations.RunSQL.noop),
        migrations.RunSQL(STAYS, STAYED),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=~models.Q(state="withdrawn") | ~models.Q(state_reason__original=""),
                name="withdrawn_recommendation_has_reason",
            ),
        ),
    ]
