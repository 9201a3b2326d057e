from django.db import migrations, models

# A reference is what papers, answers and links hold on to: it names one recommendation for good, and what became of
# one is never undone.
STAYS = """
CREATE FUNCTION consultation_recommendation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a recommendation is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.ref <> OLD.ref OR NEW.programme_id <> OLD.programme_id THEN
        RAISE EXCEPTION 'a reference never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND (
        OLD.state IN ('closed', 'withdrawn', 'superseded', 'merged', 'split')
        OR (OLD.state = 'issued' AND NEW.state NOT IN ('closed', 'superseded', 'merged', 'split'))
    ) THEN
        RAISE EXCEPTION 'a recommendation never goes back' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER recommendation_stays BEFORE UPDATE OR DELETE ON consultation_recommendation
    FOR EACH ROW EXECUTE FUNCTION consultation_recommendation_stays();
"""
GOES = (
    "DROP TRIGGER recommendation_stays ON consultation_recommendation; "
    "DROP FUNCTION consultation_recommendation_stays();"
)


class Migration(migrations.Migration):

    dependencies = [("consultation", "0004_meetings")]

    operations = [
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("ref__regex", "^[A-Za-z0-9][A-Za-z0-9._-]{0,23}$")),
                name="recommendation_ref_has_its_form",
            ),
        ),
        migrations.RunSQL(STAYS, GOES),
    ]
