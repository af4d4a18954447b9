import Foundation
import SQLiteDriver
import TypedSQL

/// Does one thing with a database file in a process of its own, and says on standard output how it went.
///
///     SQLiteProbe open|read-only <path>         opens and closes
///     SQLiteProbe hold <path>                   holds the lock for writing until standard input ends
///     SQLiteProbe add <path> <first> <count>    adds rows, each in a transaction
///     SQLiteProbe die <path>                    dies inside of a transaction
func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

func add(_ number: Int, to connection: SQLiteConnection) async throws {
    try await connection.run("insert into notes (number) values (\(number))")
}

let arguments = CommandLine.arguments.dropFirst()
let command = arguments.first ?? ""
let path = arguments.dropFirst().first ?? ""
let numbers = arguments.dropFirst(2).compactMap { Int($0) }
var configuration = SQLiteConfiguration()
configuration.isReadOnly = command == "read-only"
configuration.busyTimeout = .seconds(20)

do {
    let database = try await SQLiteDatabase(path: path, configuration: configuration)
    switch command {
    case "hold":
        try await database.transaction { _ in
            say("held")
            _ = FileHandle.standardInput.readDataToEndOfFile()
        }
    case "add":
        for number in 0..<numbers[1] { try await database.transaction { try await add(numbers[0] + number, to: $0) } }
    case "die":
        try await database.transaction { connection in
            try await add(-1, to: connection)
            kill(getpid(), SIGKILL)
        }
    default: break
    }
    await database.close()
    say("ok")
} catch let error as SQLiteError {
    say("\(error.code)")
} catch {
    say("\(error)")
}
