"""Keep a school's safeguarding records: the core, without a screen."""
