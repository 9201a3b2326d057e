"""Writes of access, one module per noun: invitations, meeting codes, holdings, sign-in links."""
