"""Everything that is published, as plain files for places without a server of ours."""
