"""Names that look unused to a reader of the code alone; one reason each. Read by vulture, never run."""

_.model_config  # pydantic reads it
_._one_of_two, _._closes_after_opening, _._names_who_it_is, _._says_where_it_writes  # pydantic validators
_.SOMEONE_ELSE, _.REMINDER, _.DIGEST, _.LESS_SEVERE, _.OTHER_TEAM  # words of the glossary that stored rows may carry
_.closed_by, _.draft_id  # read back from rows, by figures to come
_.__call__  # a Protocol's only method
_.down_revision, _.branch_labels, _.depends_on, downgrade  # Alembic reads them
_.impl, _.cache_ok, _.load_dialect_impl, _.process_bind_param, _.process_result_value  # SQLAlchemy types
_.type_annotation_map, _._prepare, _._begin  # SQLAlchemy's declarative base and its events
LearningRow  # a table of the final schema; its room comes with the figures
is_current  # asked by tests of the schema
_.install_signal_handlers, _.should_exit, _.auto_reconnect_enabled, _.wss_uri  # set on other people's objects
_.tokens_from  # said by `escalate run`
_.ok, _.applied, _.is_ephemeral  # fields of the sandbox's record and answers, read as JSON or by tests
_.sees, _.verifies_request_url, _.connected, _.fails, _.sends_event  # the sandbox's own handle for tests
Confluence, GitHub, Guru, HubSpot, Intercom, Jira, Linear, Notion, Salesforce, Zendesk  # named in the register, loaded when set up
_.auth_flow, _.async_auth_flow  # httpx2 calls them
_.handle_starttag, _.handle_endtag, _.handle_data  # html.parser calls them
_._lets_us_in, _._writes_where_it_replies  # pydantic validators
_.created_at, _.first_reply_at, _.tags, _.close_on, _.gathered_at  # kept with the escalation, in its JSON
_.growing, _.reference_customer, _.by_then, _.customers_date  # shown through their section, each under its title
_.of_customer, _.add_ref  # asked by what comes with other tools' facts and issues
