from accounts.permissions import ROLE_PERMISSIONS, Permission, Role, may


def test_each_role_holds_exactly_its_permissions(director, stranger):
    held = {permission for permission in Permission if may(director, permission)}
    assert held == ROLE_PERMISSIONS[Role.DIRECTOR]
    assert not any(may(stranger, permission) for permission in Permission)


def test_a_reader_reads_no_private_note_and_no_address(reader):
    assert may(reader, Permission.READ)
    assert not may(reader, Permission.READ_PRIVATE_NOTES)
    assert not may(reader, Permission.READ_RESIDENTS)
