import Testing

/// What a machine can do to a database. There is one file system that fails, so one test at a time.
@Suite(.serialized) enum MachineFaults {}
