"""The official form on paper: painters over one content (`runut.formats.form`) and one drawing (`runut.formats.flowchart`)."""
