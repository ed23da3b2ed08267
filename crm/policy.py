"""Who may open each address, and who may change something there: the whole table.

The decorators above the views do the guarding; this table is the intention they are compared with,
route by route and role by role, by `tests/house/test_policy.py`. A route missing here fails it.
"""

from dataclasses import dataclass, replace
from enum import Enum

from accounts.permissions import Permission

P = Permission


class Access(Enum):
    """What it takes to open an address."""

    OPEN = "anyone, signed in or not"
    SIGNED_IN = "any account, even without a role"
    TEAM = "a permission"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One row of the table.

    Someone outside the team gets 404 where `access` is TEAM; a member without `permission` gets
    403, as does one without `to_change` (when given) who posts. `is_own` closes the rows of others
    with 404. `by_post` marks an address that only takes posts.
    """

    access: Access
    permission: P | None = None
    to_change: P | None = None
    is_own: bool = False
    by_post: bool = False


OPEN = Rule(access=Access.OPEN)
SIGNED_IN = Rule(access=Access.SIGNED_IN)


def team(permission: P, *, to_change: P | None = None) -> Rule:
    """Return the row of a page of the team."""
    return Rule(access=Access.TEAM, permission=permission, to_change=to_change)


def own(rule: Rule) -> Rule:
    """Return the same row, for one's own objects only."""
    return replace(rule, is_own=True)


def by_post(rule: Rule) -> Rule:
    """Return the same row, for an address that only takes posts."""
    return replace(rule, by_post=True)


READ = team(P.READ)
EDIT_PEOPLE = team(P.EDIT_PEOPLE)
SORT_PEOPLE = team(P.SORT_PEOPLE)
EXPORT_PEOPLE = team(P.EXPORT_PEOPLE)
EDIT_STANCES = team(P.EDIT_STANCES)
EDIT_OPERATIONS = team(P.EDIT_OPERATIONS)
EDIT_MEDIA = team(P.EDIT_MEDIA)
READ_RESIDENTS = team(P.READ_RESIDENTS)
EDIT_RESIDENTS = team(P.EDIT_RESIDENTS)
EDIT_TESTIMONIALS = team(P.EDIT_TESTIMONIALS)
EDIT_EVENTS = team(P.EDIT_EVENTS)
EDIT_BROCHURES = team(P.EDIT_BROCHURES)
MANAGE_REGISTER = team(P.MANAGE_REGISTER)
MANAGE_USERS = team(P.MANAGE_USERS)
MANAGE_SETTINGS = team(P.MANAGE_SETTINGS)
MANAGE_PRIVACY = team(P.MANAGE_PRIVACY)

POLICY: dict[str, Rule] = {
    # Home and search
    "home": READ,
    "search": READ,
    # The kit
    "theme": by_post(OPEN),
    "language": by_post(OPEN),
    "undo": by_post(own(SIGNED_IN)),  # the token is its owner's; what it undoes checks the rest
    "job_detail": own(SIGNED_IN),
    "batch_list": SIGNED_IN,  # each batch says which permission shows it
    "batch_undo": own(SIGNED_IN),
    # Signing in
    "account_login": OPEN,
    "account_logout": OPEN,
    "account_signup": OPEN,
    "account_inactive": OPEN,
    "account_reset_password": OPEN,
    "account_reset_password_done": OPEN,
    "account_reset_password_from_key": OPEN,
    "account_reset_password_from_key_done": OPEN,
    "account_change_password": SIGNED_IN,
    # The team and the cooperative
    "user_list": MANAGE_USERS,
    "user_add": MANAGE_USERS,
    "user_edit": MANAGE_USERS,
    "user_close": by_post(MANAGE_USERS),
    "user_reopen": by_post(MANAGE_USERS),
    "user_send_link": by_post(MANAGE_USERS),
    "cooperative_edit": MANAGE_SETTINGS,
    "cooperative_logo": READ,
    # Territories and the register
    "territory_list": READ,
    "territory_detail": READ,
    "commune_pick": READ,
    "territory_pick": READ,
    "seat_detail": READ,
    "register_list": READ,
    "register_load": MANAGE_REGISTER,
    "register_import": own(MANAGE_REGISTER),
    # People and organizations
    "stakeholder_list": READ,
    "stakeholder_pick": READ,
    "people_count": READ,
    "saved_view_add": by_post(READ),
    "saved_view_detail": READ,  # one's own, and those shared
    "saved_view_edit": own(READ),
    "saved_view_update": by_post(own(READ)),
    "saved_view_delete": by_post(own(READ)),
    "people_selection": SORT_PEOPLE,
    "people_tag": by_post(SORT_PEOPLE),
    "people_untag": by_post(SORT_PEOPLE),
    "people_assign": by_post(EDIT_PEOPLE),
    "people_add_to_segment": by_post(SORT_PEOPLE),
    "people_export": EXPORT_PEOPLE,
    "organization_export": EXPORT_PEOPLE,
    "stakeholder_card": by_post(EXPORT_PEOPLE),
    "export_detail": own(EXPORT_PEOPLE),
    "export_file": own(EXPORT_PEOPLE),
    "export_log": MANAGE_PRIVACY,
    "tag_list": team(P.READ, to_change=P.SORT_PEOPLE),
    "tag_edit": SORT_PEOPLE,
    "tag_merge": by_post(SORT_PEOPLE),
    "tag_delete": by_post(SORT_PEOPLE),
    "tagging_add": by_post(SORT_PEOPLE),
    "tagging_delete": by_post(SORT_PEOPLE),
    "segment_list": READ,
    "segment_detail": READ,
    "segment_add": SORT_PEOPLE,
    "segment_edit": SORT_PEOPLE,
    "segment_delete": by_post(SORT_PEOPLE),
    "segment_member_set": by_post(SORT_PEOPLE),
    "stakeholder_detail": READ,
    "stakeholder_add": EDIT_PEOPLE,
    "stakeholder_edit": EDIT_PEOPLE,
    "stakeholder_field": EDIT_PEOPLE,
    "stakeholder_history": READ,
    "contact_point_add": EDIT_PEOPLE,
    "contact_point_edit": EDIT_PEOPLE,
    "contact_point_delete": by_post(EDIT_PEOPLE),
    "contact_point_prefer": by_post(EDIT_PEOPLE),
    "assistant_add": EDIT_PEOPLE,
    "assistant_delete": by_post(EDIT_PEOPLE),
    "change_undo": EDIT_PEOPLE,  # one's own notes only
    "stakeholder_follow": by_post(EDIT_PEOPLE),
    "field_note": EDIT_PEOPLE,
    "exchange_add": EDIT_PEOPLE,
    "exchange_edit": EDIT_PEOPLE,
    "exchange_delete": by_post(EDIT_PEOPLE),
    "post_add": EDIT_PEOPLE,
    "post_edit": EDIT_PEOPLE,
    "mandate_add": EDIT_PEOPLE,
    "mandate_edit": EDIT_PEOPLE,
    "mandate_end": EDIT_PEOPLE,
    "import_list": EDIT_PEOPLE,
    "import_model": EDIT_PEOPLE,
    "import_columns": EDIT_PEOPLE,
    "import_detail": EDIT_PEOPLE,
    "import_row": by_post(EDIT_PEOPLE),
    "import_run": by_post(EDIT_PEOPLE),
    "import_abandon": by_post(EDIT_PEOPLE),
    "turnover_review": READ,
    "turnover_rebuild": by_post(EDIT_PEOPLE),
    "turnover_decide": by_post(EDIT_PEOPLE),
    "turnover_decide_many": by_post(EDIT_PEOPLE),
    "organization_list": READ,
    "organization_count": READ,
    "organization_selection": SORT_PEOPLE,
    "organization_set_kind": by_post(EDIT_PEOPLE),
    "organization_set_parent": by_post(EDIT_PEOPLE),
    "organization_set_territory": by_post(EDIT_PEOPLE),
    "organization_pick": READ,
    "organization_detail": READ,
    "organization_add": EDIT_PEOPLE,
    "organization_edit": EDIT_PEOPLE,
    # Personal data
    "privacy_home": MANAGE_PRIVACY,
    "information_list": team(P.READ, to_change=P.EDIT_PEOPLE),
    "information_letters": EDIT_PEOPLE,
    "information_add": EDIT_PEOPLE,
    "information_letter": EDIT_PEOPLE,
    "objection_add": EDIT_PEOPLE,
    "objection_lift": EDIT_PEOPLE,
    "access_file_add": by_post(MANAGE_PRIVACY),
    "access_file_download": own(MANAGE_PRIVACY),
    "erasure_add": MANAGE_PRIVACY,
    "person_rights": MANAGE_PRIVACY,
    "person_copy": by_post(MANAGE_PRIVACY),
    "erasure_take_back": by_post(MANAGE_PRIVACY),
    "erasure_do": by_post(MANAGE_PRIVACY),
    "retention_list": MANAGE_PRIVACY,
    "retention_keep": MANAGE_PRIVACY,
    "privacy_request_list": MANAGE_PRIVACY,
    "privacy_request_add": MANAGE_PRIVACY,
    "privacy_request_edit": MANAGE_PRIVACY,
    "rule_list": MANAGE_PRIVACY,
    "rule_edit": MANAGE_PRIVACY,
    "notice_edit": MANAGE_PRIVACY,
    "watched_words_list": MANAGE_PRIVACY,
    "watched_words_edit": MANAGE_PRIVACY,
    "processing_list": MANAGE_PRIVACY,
    "processing_pdf": MANAGE_PRIVACY,
    "processing_edit": MANAGE_PRIVACY,
    "organization_field": EDIT_PEOPLE,
    "organization_history": READ,
    # Duplicates and merges
    "duplicate_list": EDIT_PEOPLE,
    "duplicate_scan": by_post(EDIT_PEOPLE),
    "duplicate_pair": EDIT_PEOPLE,
    "duplicate_apart": by_post(EDIT_PEOPLE),
    "merge_detail": EDIT_PEOPLE,
    "stakeholder_merge": EDIT_PEOPLE,
    "organization_merge": EDIT_PEOPLE,
    "stakeholder_alike": by_post(EDIT_PEOPLE),
    "organization_alike": by_post(EDIT_PEOPLE),
    "stakeholder_complete": by_post(EDIT_PEOPLE),
    # Stances
    "stance_add": EDIT_STANCES,
    "stance_take_back": by_post(EDIT_STANCES),
    # Operations and photos
    "operation_list": READ,
    "operation_pick": READ,
    "operation_detail": READ,
    "operation_add": EDIT_OPERATIONS,
    "operation_edit": EDIT_OPERATIONS,
    "photo_file": READ,
    "photo_small": READ,
    "photo_add": EDIT_MEDIA,
    "photo_edit": EDIT_MEDIA,
    "photo_move": by_post(EDIT_MEDIA),
    "photo_delete": by_post(EDIT_MEDIA),
    # Residents, consents, testimonials
    "resident_list": READ_RESIDENTS,
    "resident_pick": READ_RESIDENTS,
    "resident_detail": READ_RESIDENTS,
    "consent_form": READ_RESIDENTS,
    "resident_add": EDIT_RESIDENTS,
    "resident_edit": EDIT_RESIDENTS,
    "resident_contact": EDIT_PEOPLE,  # and READ_RESIDENTS: the director holds both
    "resident_untie": by_post(EDIT_PEOPLE),
    "privacy_resident_pick": MANAGE_PRIVACY,  # names without addresses
    "consent_add": EDIT_RESIDENTS,
    "consent_withdraw": by_post(EDIT_RESIDENTS),
    "testimonial_list": READ,
    "testimonial_add": EDIT_TESTIMONIALS,
    "testimonial_edit": EDIT_TESTIMONIALS,
    "testimonial_resident_pick": EDIT_TESTIMONIALS,  # names without addresses
    # Events, guests, hosts
    "event_month": READ,
    "event_detail": READ,
    "event_ics": READ,
    "event_add": EDIT_EVENTS,
    "event_title": EDIT_EVENTS,
    "event_edit": EDIT_EVENTS,
    "event_confirm": by_post(EDIT_EVENTS),
    "event_cancel": by_post(EDIT_EVENTS),
    "event_resume": by_post(EDIT_EVENTS),
    "guest_add": EDIT_EVENTS,
    "guest_answer": by_post(EDIT_EVENTS),
    "guest_seat": by_post(EDIT_EVENTS),
    "guest_remove": by_post(EDIT_EVENTS),
    "host_add": EDIT_RESIDENTS,
    "host_remove": by_post(EDIT_RESIDENTS),
    # Calendars: an unguessable address stands for its owner, who may revoke it
    "feed_list": READ,
    "feed_revoke": by_post(own(READ)),
    "calendar_feed": OPEN,
    # Brochures, editions, handovers
    "brochure_list": READ,
    "brochure_studio": team(P.READ, to_change=P.EDIT_BROCHURES),
    "brochure_page": READ,
    "brochure_add": EDIT_BROCHURES,
    "brochure_freeze": by_post(EDIT_BROCHURES),
    "edition_detail": READ,
    "edition_page": READ,
    "edition_thumbnail": READ,
    "edition_pdf": READ,
    "handover_add": EDIT_BROCHURES,
    "figure_list": READ,
    "figure_add": EDIT_BROCHURES,
    "figure_edit": EDIT_BROCHURES,
    "figure_delete": by_post(EDIT_BROCHURES),
    "wording_list": READ,
    "wording_edit": EDIT_BROCHURES,
}
