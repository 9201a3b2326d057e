"""A trigger holds a vintage as it was registered: only releasing changes it, once, and what is released stays."""

from django.db import migrations

MADE = """
CREATE FUNCTION evidence_vintage_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.is_released THEN
            RAISE EXCEPTION 'a released vintage stays' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.is_released AND NOT NEW.is_released THEN
        RAISE EXCEPTION 'a released vintage stays' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (to_jsonb(NEW) - 'is_released') <> (to_jsonb(OLD) - 'is_released') THEN
        RAISE EXCEPTION 'a vintage never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER vintage_stays BEFORE UPDATE OR DELETE ON evidence_vintage
    FOR EACH ROW EXECUTE FUNCTION evidence_vintage_stays();
"""
UNMADE = "DROP TRIGGER vintage_stays ON evidence_vintage; DROP FUNCTION evidence_vintage_stays();"


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_datasets_and_vintages")]
    operations = [migrations.RunSQL(MADE, UNMADE)]
