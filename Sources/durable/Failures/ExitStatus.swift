import ArgumentParser

/// The exit code of a command.
enum ExitStatus: Int32 {
    case success = 0
    case differences = 1
    case failure = 2
    case usage = 64

    /// Scripts can distinguish it from a failure.
    static let nothingFound = ExitStatus.differences

    var code: ExitCode { ExitCode(rawValue) }

    /// The exit codes in the help of a command.
    static let discussion = """
        Exit codes: 0 success, 1 a check found differences, 2 failure (the reason is on standard error), 64 wrong usage.
        """

    /// The same for commands that work on executions given by id.
    static let queryDiscussion = """
        Exit codes: 0 success, 1 there is no such execution, or nothing to change about it, 2 failure (the reason is on \
        standard error), 64 wrong usage.
        """

    /// The same for commands for which no execution is a result like any other.
    static let listDiscussion = """
        Exit codes: 0 success, also if there are no such executions, 2 failure (the reason is on standard error), \
        64 wrong usage.
        """
}
