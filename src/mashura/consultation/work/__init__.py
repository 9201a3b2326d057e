"""What waits for a post in consultation, where it works, and what changed; one file per noun."""

from mashura.consultation.work import meetings

__all__ = ["meetings"]
