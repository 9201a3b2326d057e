"""Accounts, organisations, posts and their holders, invitations, meeting codes, and the audit.

None of it is for people on the move: records about migrants live in another installation. Nothing here says what a
post may do; that is said per table in each app's `policy.py`.
"""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Trim
from django.utils.translation import gettext_lazy as _

from mashura.access.actors import POST_ROLES, Kind
from mashura.access.personal_data import PersonalData
from mashura.kit.clock import now
from mashura.kit.fields import LocalisedField
from mashura.kit.ids import new_id

_ISO3 = r"^[A-Z]{3}"
COUNTRY_CODE = RegexValidator(_ISO3 + r"\Z", _("Give the ISO 3166-1 alpha-3 code of the country, such as EGY."))
PROGRAMME_CODE = RegexValidator(r"^[a-z][a-z0-9-]{1,39}\Z", _("Give the code of the programme, such as north-africa."))
HASH = r"^[0-9a-f]{64}$"
_COUNTRY_LIST = r"^([A-Z]{3}(,[A-Z]{3})*)?$"
_PROGRAMME_LIST = r"^([a-z][a-z0-9-]{1,39}(,[a-z][a-z0-9-]{1,39})*)?$"


class JoinedArray(models.Func):
    """The elements of an array column in one string, for a check constraint."""

    function = "array_to_string"
    template = "%(function)s(%(expressions)s, ',')"
    output_field = models.TextField()


class UserManager(BaseUserManager["User"]):
    """Finds accounts by e-mail address without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=self.normalise(username or ""))

    @staticmethod
    def normalise(email: str) -> str:
        return email.strip().casefold()


class User(AbstractBaseUser):
    """One person's account. It carries no right: rights come from the post that the person holds.

    Infrastructure (`infrastructure.py`): it has no row policy, since it is read before an actor is known. Only
    `access` reads or writes it; other apps hold its id and ask `access.public` for what may be shown.
    """

    personal_data: ClassVar[dict[str, PersonalData]] = {
        "password": PersonalData.CREDENTIAL,
        "last_login": PersonalData.TRACE,
        "email": PersonalData.CONTACT,
        "name": PersonalData.IDENTITY,
        "language": PersonalData.PREFERENCE,
        "digits": PersonalData.PREFERENCE,
        "is_active": PersonalData.NONE,
        "is_demonstration": PersonalData.NONE,
        "joined_at": PersonalData.TRACE,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True)
    digits = models.CharField(_("digits"), max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower(Trim("email"))),
                name="account_email_is_lower_case",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)  # an account's name or address never slips into a log

    def clean(self) -> None:
        self.email = UserManager.normalise(self.email)

    @classmethod
    def normalize_username(cls, username: Any) -> Any:
        return UserManager.normalise(username) if isinstance(username, str) else username


class OrganisationKind(models.TextChoices):
    """What kind of body an organisation is, as the programme addresses it."""

    MINISTRY = "ministry", _("Ministry")
    NATIONAL_COUNCIL = "national_council", _("National council or human rights institution")
    LOCAL_AUTHORITY = "local_authority", _("Local authority")
    INTERNATIONAL = "international", _("International or regional organisation")
    CIVIL_SOCIETY = "civil_society", _("Civil society organisation")
    RESEARCH = "research", _("Research institution")
    SERVICE_PROVIDER = "service_provider", _("Service provider")
    DONOR = "donor", _("Donor")


class Organisation(models.Model):
    """A body that takes part in a programme. Not a register of all organisations that exist."""

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=30, choices=OrganisationKind)
    country = models.CharField(max_length=3, null=True, blank=True, validators=[COUNTRY_CODE])  # noqa: DJ001 - null: of no one country
    names = LocalisedField()
    is_fictional = models.BooleanField(default=False)
    is_released = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(country__isnull=True) | Q(country__regex=_ISO3 + "$"),
                name="organisation_country_is_iso3",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["ministry", "national_council", "local_authority"]) | Q(country__isnull=False),
                name="state_body_has_country",
            ),
            models.CheckConstraint(condition=~Q(names={}), name="organisation_has_name"),
            models.CheckConstraint(condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_is_known"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Post(models.Model):
    """A post in an organisation: what the programme knows, whoever holds it. A focal point is a post."""

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    titles = LocalisedField()
    role = models.CharField(max_length=30, choices=[(role.value, role.label) for role in POST_ROLES])
    countries = ArrayField(models.CharField(max_length=3, validators=[COUNTRY_CODE]), default=list, blank=True)
    programmes = ArrayField(models.CharField(max_length=40, validators=[PROGRAMME_CODE]), default=list, blank=True)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            # What a holding's composite foreign key refers to.
            models.UniqueConstraint(fields=["id", "organisation"], name="post_stays_in_its_organisation"),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in POST_ROLES]), name="post_has_role_other_than_public"
            ),
            models.CheckConstraint(condition=~Q(titles={}), name="post_has_title"),
            models.CheckConstraint(
                condition=models.lookups.Regex(JoinedArray(F("countries")), models.Value(_COUNTRY_LIST)),
                name="post_countries_are_iso3",
            ),
            models.CheckConstraint(
                condition=models.lookups.Regex(JoinedArray(F("programmes")), models.Value(_PROGRAMME_LIST)),
                name="post_programmes_are_codes",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Holding(models.Model):
    """Who held a post from when until when. Handing over ends one holding and starts the next; none is rewritten."""

    personal_data: ClassVar[dict[str, PersonalData]] = {
        "post": PersonalData.ROLE,
        "organisation": PersonalData.ROLE,
        "user": PersonalData.ROLE,
        "held_from": PersonalData.ROLE,
        "held_until": PersonalData.ROLE,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="holdings")
    held_from = models.DateTimeField(default=now)
    held_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(held_until__isnull=True), name="post_has_one_current_holder"
            ),
            models.CheckConstraint(
                condition=Q(held_until__isnull=True) | Q(held_until__gte=F("held_from")),
                name="holding_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Invitation(models.Model):
    """An invitation to hold a post. The token itself is only in the message; here stands its hash."""

    personal_data: ClassVar[dict[str, PersonalData]] = {
        "email": PersonalData.CONTACT,
        "post": PersonalData.ROLE,
        "organisation": PersonalData.ROLE,
        "token_hash": PersonalData.CREDENTIAL,
        "invited_by": PersonalData.AUTHORSHIP,
        "sent_at": PersonalData.TRACE,
        "expires_at": PersonalData.NONE,
        "accepted_at": PersonalData.TRACE,
        "withdrawn_at": PersonalData.NONE,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="invitation_expires_after_sending"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(accepted_at__lte=F("expires_at")),
                name="invitation_is_accepted_in_time",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="withdrawn_invitation_is_not_accepted",
            ),
            models.CheckConstraint(condition=Q(("token_hash__regex", HASH)), name="invitation_keeps_hash_only"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class MeetingCode(models.Model):
    """A code given out in a meeting room; with it a delegate asks for a sign-in link by e-mail. Kept as a hash."""

    personal_data: ClassVar[dict[str, PersonalData]] = {
        "meeting": PersonalData.NONE,
        "programme": PersonalData.NONE,
        "code_hash": PersonalData.CREDENTIAL,
        "issued_by": PersonalData.AUTHORSHIP,
        "issued_at": PersonalData.TRACE,
        "expires_at": PersonalData.NONE,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.CharField(max_length=200)
    programme = models.CharField(max_length=40, validators=[PROGRAMME_CODE])
    code_hash = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("issued_at")), name="meeting_code_expires"),
            models.CheckConstraint(
                condition=Q(code_hash__regex=r"^[0-9a-f]{64}$"), name="meeting_code_keeps_hash_only"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AuditEntry(models.Model):
    """One thing that somebody did, saw or was refused. Append-only; the database itself stamps who and when.

    Not a place for what was written: `detail` holds identifiers, codes and numbers, never a name or a text.
    """

    personal_data: ClassVar[dict[str, PersonalData]] = {
        "recorded_at": PersonalData.AUDIT,
        "event": PersonalData.AUDIT,
        "actor_kind": PersonalData.AUDIT,
        "user_id": PersonalData.AUDIT,
        "organisation_id": PersonalData.AUDIT,
        "post_id": PersonalData.AUDIT,
        "purpose": PersonalData.AUDIT,
        "resource": PersonalData.AUDIT,
        "object_id": PersonalData.AUDIT,
        "detail": PersonalData.AUDIT,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recorded_at = models.DateTimeField()
    event = models.CharField(max_length=100)
    actor_kind = models.CharField(max_length=20)
    # Plain identifiers, not foreign keys: the record outlives what it is about.
    user_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=100, blank=True)
    resource = models.CharField(max_length=100, blank=True)
    object_id = models.CharField(max_length=100, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["resource", "object_id", "recorded_at"], name="audit_by_object"),
            models.Index(fields=["user_id", "recorded_at"], name="audit_by_user"),
            models.Index(fields=["recorded_at"], name="audit_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__regex=r"^[a-z-]+:[a-z-]+:[a-z-]+$"), name="audit_event_has_three_words"
            ),
            models.CheckConstraint(
                condition=Q(actor_kind__in=[kind.value for kind in Kind]), name="audit_actor_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AuditSeal(models.Model):
    """One link of the hash chain over committed audit entries; made by a task, never in the request."""

    personal_data = PersonalData.NONE

    number = models.PositiveBigIntegerField(primary_key=True)
    entry_id = models.UUIDField(unique=True)  # no foreign key: a removed entry must leave its seal behind as proof
    entry_hash = models.CharField(max_length=64)
    chain_hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="seal_numbers_start_at_one"),
        ]

    def __str__(self) -> str:
        return str(self.number)
