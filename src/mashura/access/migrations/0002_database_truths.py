"""What Django cannot say: copied scope columns are true, and the database stamps whose an audit entry is."""

from django.db import migrations

from mashura.access.composite import hold_copied_scope

STAMP = """
CREATE FUNCTION access_stamp_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.recorded_at := clock_timestamp();
    NEW.actor_kind := nullif(current_setting('mashura.kind', true), '');
    NEW.user_id := nullif(current_setting('mashura.user', true), '')::uuid;
    NEW.organisation_id := nullif(current_setting('mashura.organisation', true), '')::uuid;
    NEW.post_id := nullif(current_setting('mashura.post', true), '')::uuid;
    NEW.purpose := coalesce(current_setting('mashura.purpose', true), '');
    RETURN NEW;
END
$$;
CREATE TRIGGER access_stamp_audit_entry BEFORE INSERT ON access_auditentry
    FOR EACH ROW EXECUTE FUNCTION access_stamp_audit_entry();
"""
UNSTAMP = """
DROP TRIGGER access_stamp_audit_entry ON access_auditentry;
DROP FUNCTION access_stamp_audit_entry();
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_accounts_posts_audit")]

    operations = [
        hold_copied_scope(
            child="access_holding",
            parent="access_post",
            key="post_id",
            copied={"organisation_id": "organisation_id"},
            name="holding_is_of_the_posts_organisation",
        ),
        hold_copied_scope(
            child="access_invitation",
            parent="access_post",
            key="post_id",
            copied={"organisation_id": "organisation_id"},
            name="invitation_is_of_the_posts_organisation",
        ),
        migrations.RunSQL(STAMP, UNSTAMP),
    ]
