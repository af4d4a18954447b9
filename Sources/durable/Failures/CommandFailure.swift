import ArgumentParser
import Foundation
import TaskExecutionsSchema
import TypedSQL

/// Why a command could not do what it was asked for: what, where, and what to do about it.
struct CommandFailure: Error {
    let message: String
    /// What is listed below the message, a line each.
    let details: [String]
    let status: ExitStatus

    init(_ message: String, details: [String] = [], status: ExitStatus = .failure) {
        self.message = message
        self.details = details
        self.status = status
    }

    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as any AdvisedError: self.init(error.advice, status: error.status)
        case let error as TaskExecutionsSchemaError: self.init(error.summary, details: error.details)
        case let error as SQLRenderingError: self.init("\(error)", status: .usage)
        default: self.init("\(error)")
        }
    }

    init(_ error: TaskExecutionsSchemaError, in database: String) {
        self.init("“\(database)”: \(error.summary)", details: error.details)
    }

    func print() {
        let lines = ["durable: \(message.printable)"] + details.map { "  \($0.printable)" }
        FileHandle.standardError.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    }
}
