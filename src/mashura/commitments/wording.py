"""What the codes of commitments are called, in the reader's language."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Labels = Mapping[str, Promise]

POSITIONS: Final[Labels] = {
    "accepted": pgettext_lazy("position", "Accepted"),
    "accepted_in_part": pgettext_lazy("position", "Accepted in part"),
    "accepted_in_principle": pgettext_lazy("position", "Accepted in principle"),
    "already_implemented": pgettext_lazy("position", "Already implemented"),
    "under_consideration": pgettext_lazy("position", "Under consideration"),
    "noted": pgettext_lazy("position", "Noted"),
    "not_accurate": pgettext_lazy("position", "Considered not accurate"),
    "no_response": pgettext_lazy("position", "No response"),
    "not_applicable": pgettext_lazy("position", "Not addressed to the right body"),
}
POSITION_HELP: Final[Labels] = {
    "accepted": _("Clear acceptance, without conditions on what is asked."),
    "accepted_in_part": _("Name the parts: they can become recommendations of their own."),
    "accepted_in_principle": _("Agreement without an undertaking."),
    "already_implemented": _("Done or under way; say what shows it."),
    "under_consideration": _("The answer will come by a day that you give."),
    "noted": _("Not accepted; a reason is welcome."),
    "not_accurate": _("What the recommendation rests on is disputed."),
    "not_applicable": _("Another body should answer; say which."),
}
BINARIES: Final[Labels] = {
    "supported": pgettext_lazy("UN binary", "Supported"),
    "noted": pgettext_lazy("UN binary", "Noted"),
    "pending": pgettext_lazy("UN binary", "Pending"),
    "by_case": pgettext_lazy("UN binary", "Depends on the case"),
    "none": pgettext_lazy("UN binary", "Not counted"),
}
RESPONSE_STATES: Final[Labels] = {
    "not_requested": _("No answer was asked for"),
    "requested": _("An answer was asked for"),
    "overdue": _("The day for an answer has passed"),
    "received": _("Answered"),
    "revised": _("Answered, position changed"),
    "no_response": pgettext_lazy("position", "No response"),
}
STATUSES: Final[Labels] = {
    "draft": pgettext_lazy("commitment", "Draft"),
    "submitted": pgettext_lazy("commitment", "Submitted for confirmation"),
    "confirmed": pgettext_lazy("commitment", "Confirmed by its owner"),
    "active": pgettext_lazy("commitment", "Active"),
    "suspended": pgettext_lazy("commitment", "Suspended"),
    "completed_claimed": pgettext_lazy("commitment", "Completed, according to its owner"),
    "verified": pgettext_lazy("commitment", "Completion verified"),
    "withdrawn": pgettext_lazy("commitment", "Withdrawn"),
}
KINDS: Final[Labels] = {
    "from_recommendation": _("Answer to a recommendation"),
    "voluntary": _("Voluntary commitment"),
    "joint": _("Joint commitment"),
}
STEPS: Final[Labels] = {
    "draft": _("First draft"),
    "submit": _("Submitted to its owner for confirmation"),
    "confirm": _("Confirmed by its owner"),
    "activate": _("Entered into the follow-up"),
    "revise": _("Revised; the earlier version stays readable"),
    "suspend": _("Suspended by its owner"),
    "resume": _("Taken up again"),
    "withdraw": _("Withdrawn by its owner"),
    "claim": _("Completion claimed by its owner"),
    "verify": _("Completion verified"),
}
ACTION_STATUSES: Final[Labels] = {
    "planned": pgettext_lazy("action", "Planned"),
    "started": pgettext_lazy("action", "Started"),
    "blocked": pgettext_lazy("action", "Blocked"),
    "done": pgettext_lazy("action", "Done, according to its owner"),
    "cancelled": pgettext_lazy("action", "Cancelled"),
}
ACTION_MOVES: Final[Labels] = {
    "start": pgettext_lazy("action", "Start"),
    "finish": pgettext_lazy("action", "Mark as done"),
    "block": pgettext_lazy("action", "Mark as blocked"),
    "cancel": pgettext_lazy("action", "Cancel"),
}
REPORT_STATES: Final[Labels] = {
    "draft": pgettext_lazy("report", "Draft"),
    "submitted": pgettext_lazy("report", "Handed in"),
    "returned": pgettext_lazy("report", "Returned to its author"),
    "accepted": pgettext_lazy("report", "Accepted"),
    "published": pgettext_lazy("report", "Published"),
}
DUTY_STATES: Final[Labels] = {
    "scheduled": pgettext_lazy("duty", "Scheduled"),
    "open": pgettext_lazy("duty", "Open"),
    "due_soon": pgettext_lazy("duty", "Due soon"),
    "overdue": pgettext_lazy("duty", "Overdue"),
    "submitted": pgettext_lazy("duty", "Report handed in"),
    "accepted": pgettext_lazy("duty", "Report accepted"),
    "waived": pgettext_lazy("duty", "Waived"),
}
LEVELS: Final[Labels] = {
    "no_information": pgettext_lazy("level", "No information"),
    "not_started": pgettext_lazy("level", "Not started"),
    "limited": pgettext_lazy("level", "Limited"),
    "partial": pgettext_lazy("level", "Partial"),
    "substantial": pgettext_lazy("level", "Substantial"),
    "full": pgettext_lazy("level", "Full"),
}
CONFIDENCES: Final[Labels] = {
    "low": pgettext_lazy("confidence", "Low"),
    "medium": pgettext_lazy("confidence", "Medium"),
    "high": pgettext_lazy("confidence", "High"),
}
ASSESSMENT_STATES: Final[Labels] = {
    "draft": pgettext_lazy("assessment", "Draft"),
    "proposed": pgettext_lazy("assessment", "Put forward"),
    "contested": pgettext_lazy("assessment", "Contested"),
    "published": pgettext_lazy("assessment", "Published"),
}
AGREEMENTS: Final[Labels] = {
    "none": _("No assessment has been published."),
    "one": _("One party has given a level."),
    "agree": _("The parties give the same level."),
    "differ": _("The parties differ; no average is made of their judgements."),
}
INDICATOR_KINDS: Final[Labels] = {
    "structural": pgettext_lazy("indicator", "Structural"),
    "process": pgettext_lazy("indicator", "Process"),
    "outcome": pgettext_lazy("indicator", "Outcome"),
}
DIRECTIONS: Final[Labels] = {
    "up": _("Meant to rise"),
    "down": _("Meant to fall"),
    "maintain": _("Meant to stay"),
    "yes_no": _("Yes or no"),
    "milestone": _("Milestones"),
}
TRACKS: Final[Labels] = {
    "no_information": _("No information: nothing was measured yet"),
    "on_track": _("On the path to the target"),
    "behind": _("Behind the path to the target"),
}
MATERIAL_KINDS: Final[Labels] = {
    "response": _("Answer"),
    "commitment": _("Commitment"),
    "commitmentversion": _("New version of a commitment"),
    "progressreport": _("Progress report"),
    "assessment": _("Assessment"),
}
OBSERVATION_STATUSES: Final[Labels] = {
    "provisional": pgettext_lazy("observation", "Provisional"),
    "final": pgettext_lazy("observation", "Final"),
    "revised": pgettext_lazy("observation", "Revised"),
}
BY_KIND: Final[Mapping[str, Labels]] = {
    "position": POSITIONS,
    "binary": BINARIES,
    "response": RESPONSE_STATES,
    "status": STATUSES,
    "kind": KINDS,
    "step": STEPS,
    "action": ACTION_STATUSES,
    "action_move": ACTION_MOVES,
    "report": REPORT_STATES,
    "duty": DUTY_STATES,
    "level": LEVELS,
    "confidence": CONFIDENCES,
    "assessment": ASSESSMENT_STATES,
    "agreement": AGREEMENTS,
    "indicator": INDICATOR_KINDS,
    "direction": DIRECTIONS,
    "track": TRACKS,
    "observation": OBSERVATION_STATUSES,
}
# In what colour a state is said besides its words; none where a colour would judge.
MOODS: Final[Mapping[str, Mapping[str, str]]] = {
    "duty": {"due_soon": "warn", "overdue": "bad", "accepted": "good"},
    "report": {"returned": "warn", "accepted": "good", "published": "good"},
    "assessment": {"contested": "warn"},
    "action": {"blocked": "warn"},
}
