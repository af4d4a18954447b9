import Foundation
import SQLiteDriver
import TypedSQL

/// Does one thing with a database file in a process of its own, and says on standard output how it went.
///
///     SQLiteProbe open|read-only <path>         opens and closes
///     SQLiteProbe hold <path>                   holds the lock for writing until standard input ends
///     SQLiteProbe add <path> <first> <count>    adds rows, each in a transaction
///     SQLiteProbe die <path>                    dies inside of a transaction
///     SQLiteProbe watch <path>                  says when it watches, in another folder, and when somebody else has written
///     SQLiteProbe no-descriptors <path>         opens it, and uses what is open, when there is no descriptor left
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
// Nothing is found by polling.
if command == "watch" { configuration.changePollInterval = .seconds(3600) }

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
    case "watch":
        _ = FileManager.default.changeCurrentDirectoryPath("/")
        var changes = database.changesByOthers().makeAsyncIterator()
        _ = await changes.next()
        say("watching")
        _ = await changes.next()
        say("changed")
    case "no-descriptors":
        var descriptors: [Int32] = []
        while case let descriptor = dup(0), descriptor >= 0 { descriptors.append(descriptor) }
        try await database.transaction { try await add(1, to: $0) }
        var changes = database.changesByOthers().makeAsyncIterator()
        _ = await changes.next()
        do {
            _ = try await SQLiteDatabase(path: path + ".other")
        } catch let error as SQLiteError {
            say("\(error.code)")
        }
        for descriptor in descriptors { close(descriptor) }
    default: break
    }
    await database.close()
    say("ok")
} catch let error as SQLiteError {
    say("\(error.code)")
} catch {
    say("\(error)")
}
