"""Words for columns, units, codes and parameters of figures, in the reader's language."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mashura.evidence.figures.places import PLACE_NAMES
from mashura.kit.localised import Localised
from mashura.reference.public import country_name, is_country

COLUMNS: Final[Mapping[str, Promise]] = {
    "position": _("Place"),
    "year": _("Year"),
    "country": _("Country"),
    "origin": _("Country of origin"),
    "destination": _("Country of destination"),
    "route": _("Route"),
    "cause": _("Cause of death"),
    "group": _("Shown as"),
    "status": _("Data"),
    "persons": _("Persons"),
    "migrants": _("Migrants"),
    "women": _("Women"),
    "men": _("Men"),
    "share": _("Share"),
    "refugees": _("Refugees"),
    "asylum_seekers": _("Asylum seekers"),
    "dead_and_missing": _("Dead and missing"),
    "records": _("Records"),
    "detections": _("Detections"),
    "poverty_rate": _("Below the national poverty line"),
    "income_per_person": _("Income per person (GDP)"),
    "unemployment_rate": _("Unemployment rate"),
    "battle_deaths": _("Battle deaths, best estimate"),
    "low_estimate": _("Low estimate"),
    "high_estimate": _("High estimate"),
    "political_stability": _("Political stability"),
    "vulnerability": _("Vulnerability to climate change"),
    "readiness": _("Readiness to adapt"),
    "origin_longitude": _("Longitude of the origin"),
    "origin_latitude": _("Latitude of the origin"),
    "destination_longitude": _("Longitude of the destination"),
    "destination_latitude": _("Latitude of the destination"),
}

UNITS: Final[Mapping[str, Promise]] = {
    "persons": _("persons"),
    "records": _("records"),
    "detections": _("detections"),
    "countries": _("countries"),
    "percent": _("%"),
    "degrees": _("degrees"),
    "rows": _("rows"),
    "percentage points": _("percentage points"),
    "by indicator": _("by indicator"),
    "international dollars of 2021": _("international dollars of 2021"),
    "index from -2.5 to 2.5": _("index from −2.5 to 2.5"),
    "index from 0 to 1": _("index from 0 to 1"),
    "index from 0 to 100": _("index from 0 to 100"),
}

CODES: Final[Mapping[str, Mapping[str, Promise]]] = {
    "route": {
        "central-mediterranean": _("Central Mediterranean"),
        "eastern-mediterranean": _("Eastern Mediterranean"),
        "western-mediterranean": _("Western Mediterranean"),
        "western-africa-atlantic": _("Western Africa and Atlantic"),
        "western-balkan": _("Western Balkans"),
        "eastern-borders": _("Eastern land borders"),
        "albania-greece": _("From Albania to Greece"),
        "black-sea": _("Black Sea"),
        "other": _("Other routes"),
    },
    "cause": {
        "accident": _("Accident"),
        "drowning": _("Drowning"),
        "harsh-conditions": _("Harsh conditions or lack of shelter"),
        "mixed-or-unknown": _("Mixed or unknown"),
        "sickness": _("Sickness, lack of health care"),
        "hazardous-transport": _("Hazardous transport"),
        "violence": _("Violence"),
        "several": _("Several causes"),
    },
    "group": {"origin": _("Country of origin"), "programme": _("Country of the programme")},
    "status": {"observed": _("Value"), "gap": _("No value")},
    "sea": {
        "mediterranean": _("Mediterranean"),
        "atlantic": _("Atlantic route to the Canary Islands"),
        "all": _("All sea routes towards Europe"),
        "world": _("All routes of the world, by land and sea"),
    },
    "border": {"all": _("Land and sea"), "sea": _("Sea"), "land": _("Land")},
    "measure": {
        "health-access": _("migrants who can see a doctor"),
        "school-enrolment": _("migrant children enrolled in school"),
        "complaints-resolved": _("complaints about wages resolved"),
        "work-permits": _("migrant workers with a permit"),
    },
    "people": {"migrants": _("Migrants"), "refugees": _("Refugees")},
    "direction": {"to": _("Living in the country"), "from": _("Coming from the country")},
}

PARAMETERS: Final[Mapping[str, Promise]] = {
    "country": _("Country"),
    "countries": _("Countries of the programme"),
    "year": _("Year"),
    "from_year": _("From year"),
    "to_year": _("To year"),
    "sea": _("Sea"),
    "border": _("Border"),
    "nationality": _("Nationality"),
    "people": _("People"),
    "direction": _("Direction"),
    "measure": _("Measure"),
    "until": _("Until year"),
    "top": _("Number of countries shown"),
    "origins": _("Number of countries of origin"),
}


def column_label(name: str) -> str:
    """The heading of a column; its name where nobody wrote one."""
    return str(COLUMNS.get(name, name))


def unit_label(unit: str) -> str:
    """The unit in words; as declared where nobody wrote it."""
    return str(UNITS.get(unit, unit))


def code_label(column: str, code: str) -> str:
    """What a code of this column or parameter stands for; the code itself where nobody wrote it."""
    return str(CODES.get(column, {}).get(code, code))


def parameter_label(name: str) -> str:
    """The label of a parameter in a form."""
    return str(PARAMETERS.get(name, column_label(name)))


def place_name(code: str, language: str) -> str:
    """The name of a country or of a group that stands where a country would; an unknown code stays as it is."""
    if code in PLACE_NAMES:
        return Localised(PLACE_NAMES[code]).shown(language, ("en",)).text
    return country_name(code, language) if is_country(code) else code
