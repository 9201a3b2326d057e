import pytest

from mashura.access.actors import ANONYMOUS, SYSTEM, Actor, Kind, Role
from mashura.access.decisions import Forbidden, NotHere, can, explain, require, visible
from mashura.access.models import AuditEntry, MeetingCode, Organisation, Post, User
from mashura.access.permissions import REACHES, Action, Permission
from mashura.access.registry import Grant, declare, registry
from mashura.access.scopes import Scope
from mashura.kit.ids import new_id

COLUMNS = {"organisation": "organisation_id", "released": "is_active"}


def signed_in(role=Role.DELEGATE, **changes):
    return Actor(kind=Kind.USER, user_id=new_id(), roles=frozenset({role, Role.PUBLIC}), **changes)


def refusal(model, *grants, **options):
    with pytest.raises(ValueError, match=r".") as refused:
        declare(model, grants=list(grants), **options)
    return str(refused.value)


class TestDeclaring:
    def test_a_table_is_declared_once(self):
        assert "twice" in refusal(Organisation)

    def test_a_grant_names_its_scope(self):
        assert "names its scope" in refusal(User, Grant(Role.DELEGATE, Action.VIEW))

    def test_a_scope_needs_its_column(self):
        assert "needs scope column organisation" in refusal(
            User, Grant(Role.DELEGATE, Action.VIEW, Scope.OWN_ORGANISATION)
        )

    def test_an_unknown_scope_column_is_refused(self):
        assert "no such scope column" in refusal(User, scope_columns={"weather": "email"})

    @pytest.mark.parametrize("scope", [Scope.ALL, Scope.AUTHOR])
    def test_the_public_holds_public_or_released_only(self, scope):
        assert "public" in refusal(User, Grant(Role.PUBLIC, Action.VIEW, scope), scope_columns={"author": "id"})

    def test_nobody_but_the_public_holds_scope_public(self):
        assert "public" in refusal(User, Grant(Role.DELEGATE, Action.VIEW, Scope.PUBLIC))

    def test_scope_all_stands_alone(self):
        grant = Grant(Role.SECRETARIAT, Action.VIEW, Scope.ALL, Scope.AUTHOR)
        assert "stands alone" in refusal(User, grant, scope_columns={"author": "id"})

    def test_what_may_not_be_seen_may_not_be_changed(self):
        assert "may not view" in refusal(User, Grant(Role.DELEGATE, Action.CHANGE, Scope.ALL))

    def test_a_wider_change_than_view_is_refused(self):
        view = Grant(Role.DELEGATE, Action.VIEW, Scope.AUTHOR, Scope.RELEASED)
        change = Grant(Role.DELEGATE, Action.CHANGE, Scope.AUTHOR)
        columns = {"author": "id", "released": "is_active"}
        assert "may not view" in refusal(User, view, change, scope_columns=columns)

    def test_an_append_only_table_grants_no_change(self):
        grants = [Grant(Role.SECRETARIAT, action, Scope.ALL) for action in (Action.VIEW, Action.CHANGE)]
        assert "append-only" in refusal(User, *grants, append_only=True)

    def test_a_refused_declaration_leaves_nothing_behind(self):
        refusal(User, Grant(Role.DELEGATE, Action.VIEW))
        assert registry.get(User) is None


class TestPermissionNames:
    def test_names_follow_the_grammar(self):
        for permission in Permission:
            assert permission.reach in REACHES
            assert permission.resource
            assert permission.verb
            assert permission.name == permission.value.upper().replace(":", "_").replace("-", "_")

    def test_names_are_in_alphabetical_order(self):
        assert [one.value for one in Permission] == sorted(one.value for one in Permission)


class TestUndeclared:
    """`User` stands for any table that nobody declared."""

    @pytest.mark.parametrize("actor", [ANONYMOUS, SYSTEM, signed_in(Role.SECRETARIAT)])
    @pytest.mark.parametrize("action", [*Action, Permission.PLATFORM_AUDIT_VERIFY])
    def test_everything_is_denied(self, actor, action):
        assert not can(actor, action, User)
        assert not can(actor, action, User())
        assert "Nobody has said" in str(explain(actor, action, User).reason)

    def test_no_row_is_visible(self):
        assert visible(SYSTEM, User).query.is_empty()


class TestExplaining:
    def test_without_the_role_an_anonymous_reader_is_asked_to_sign_in(self):
        assert "Sign in" in str(explain(ANONYMOUS, Action.ADD, Organisation).reason)

    def test_without_the_role_somebody_signed_in_is_told_so(self):
        assert "role" in str(explain(signed_in(), Action.ADD, Organisation).reason)

    def test_the_missing_scope_is_named(self):
        post = Post(organisation_id=new_id())
        actor = signed_in(Role.HEAD_OF_DELEGATION, organisation_id=new_id())
        assert "another organisation" in str(explain(actor, Permission.ORGANISATION_POST_HAND_OVER, post).reason)

    def test_the_carrying_grant_is_named(self):
        organisation = new_id()
        actor = signed_in(Role.HEAD_OF_DELEGATION, organisation_id=organisation)
        explanation = explain(actor, Permission.ORGANISATION_POST_HAND_OVER, Post(organisation_id=organisation))
        assert explanation.allowed
        assert [grant.scopes for grant in explanation.grants] == [(Scope.OWN_ORGANISATION,)]

    def test_not_even_the_system_rewrites_the_audit(self):
        assert "added to" in str(explain(SYSTEM, Action.CHANGE, AuditEntry()).reason)


class TestRequiring:
    def stored(self, **values):
        post = Post(**values)
        post._state.adding = False
        return post

    def test_what_is_not_visible_is_not_here(self):
        with pytest.raises(NotHere):
            require(signed_in(organisation_id=new_id()), Action.CHANGE, self.stored(organisation_id=new_id()))

    def test_what_is_visible_is_refused_with_a_reason(self):
        organisation = new_id()
        with pytest.raises(Forbidden) as refused:
            require(signed_in(organisation_id=organisation), Action.CHANGE, self.stored(organisation_id=organisation))
        assert "role" in str(refused.value.reason)

    def test_a_new_row_and_a_table_are_refused_with_a_reason(self):
        for target in (MeetingCode(), MeetingCode):
            with pytest.raises(Forbidden):
                require(signed_in(), Action.ADD, target)

    def test_what_is_allowed_passes(self):
        require(signed_in(Role.SECRETARIAT), Action.ADD, MeetingCode())


def test_the_reach_of_one_post_never_serves_the_role_of_another():
    """Role and scope come from one post: a head of delegation elsewhere is a plain delegate here."""
    here, elsewhere = new_id(), new_id()
    delegate_here = signed_in(Role.DELEGATE, organisation_id=here)
    head_elsewhere = signed_in(Role.HEAD_OF_DELEGATION, organisation_id=elsewhere)
    for actor in (delegate_here, head_elsewhere):
        assert not can(actor, Permission.ORGANISATION_POST_HAND_OVER, Post(organisation_id=here))
