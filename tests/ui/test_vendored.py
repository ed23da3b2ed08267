from ui import vendored


def test_every_vendored_file_is_the_one_the_manifest_names():
    assert vendored.hashes() == vendored.recorded()
