"""The one way in by which material about countries is released, published and withdrawn, for tests of pages."""


def step_of(row, step, language="en"):
    """The address behind a button of the release controls: `step` is release, publish or withdraw."""
    return f"/{language}/desk/material/{row._meta.label_lower}/{row.pk}/{step}/"
