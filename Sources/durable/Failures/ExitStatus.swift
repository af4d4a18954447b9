import ArgumentParser

/// What a command tells the one who started it.
enum ExitStatus: Int32 {
    case success = 0
    case differences = 1
    case failure = 2
    case usage = 64

    /// A script can tell this from what could not be done.
    static let nothingFound = ExitStatus.differences

    var code: ExitCode { ExitCode(rawValue) }

    /// The part of a command's help about it.
    static let discussion = """
        Exit codes: 0 it was done, 1 a check found differences, 2 it could not be done (the reason is on standard error), \
        64 the command line is wrong.
        """

    /// The same for the commands that work on executions.
    static let queryDiscussion = """
        Exit codes: 0 it was done, 1 there was nothing of the kind, 2 it could not be done (the reason is on standard \
        error), 64 the command line is wrong.
        """
}
