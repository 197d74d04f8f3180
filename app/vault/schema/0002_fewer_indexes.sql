-- Each index is paid for at every append; an act's entries lie together, and the newest is the last.

DROP INDEX entry_act;
DROP INDEX entry_recorded;
