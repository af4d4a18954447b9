import ArgumentParser
import DurableExecutionStorage
import TypedSQL

@testable import durable

/// The arguments of the command line, a line each. They are parsed, and not carried out.
enum CommandLines {
    static func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        let arguments = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        do {
            let command = try Durable.parseAsRoot(arguments)
            if let list = command as? List { _ = list.filter.filter(now: 1_700_000_000_000) }
        } catch {
            _ = Durable.fullMessage(for: error)
        }
        for argument in arguments {
            _ = Moment(argument: argument)?.unixMilliseconds(now: 1_700_000_000_000)
            _ = TaskExecutionCursor(argument)
            _ = TaskExecutionStatus(argument: argument)
        }
    }
}
