import ArgumentParser
import SQLiteDriver

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Names the documents that hold all of these words, the best first."
    )

    @Argument(help: "The words.")
    var words: [String]

    @OptionGroup var options: DatabaseOption

    func run() async throws {
        let database = try await SQLiteDatabase(path: options.database)
        let store = try await IndexStore(database)
        for path in try await store.search(words) { print(path) }
        await database.close()
    }
}
