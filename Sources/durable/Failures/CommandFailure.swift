import ArgumentParser
import Foundation
import TaskExecutionsSchema
import TypedSQL

/// Why a command could not do what it was asked for: what, where, and what to do about it.
struct CommandFailure: Error {
    let message: String
    let status: ExitStatus

    init(_ message: String, status: ExitStatus = .failure) {
        self.message = message
        self.status = status
    }

    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as any AdvisedError: self.init(error.advice, status: error.status)
        case let error as TaskExecutionsSchemaError: self.init(error.description)
        case let error as SQLRenderingError: self.init("\(error)", status: .usage)
        default: self.init("\(error)")
        }
    }

    func print() { FileHandle.standardError.write(Data("durable: \(message)\n".utf8)) }
}
