"""The REST API (`/api/v1/`): the same services, the same refusals as the pages; tokens instead of sessions."""
