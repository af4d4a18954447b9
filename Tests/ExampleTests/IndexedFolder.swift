import Foundation

/// A folder of generated documents, of which it is known how many words each has, beside the database of its index.
final class IndexedFolder: Sendable {
    let path: String
    let database: String
    private let root: URL

    /// The words of each document, counted as they were written, by the hexadecimal digits of its path.
    let wordCounts: [String: Int]
    /// The documents that can't be indexed.
    let failures = 2
    /// The documents whose first reading fails, and whose first writing does.
    let flakyReads: Int
    let flakyWrites: Int

    init(documents count: Int) throws {
        root = FileManager.default.temporaryDirectory.appending(path: "document-index-\(UUID().uuidString)")
        path = root.appending(path: "documents").path()
        database = root.appending(path: "index.db").path()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        var wordCounts: [String: Int] = [:]
        var sums: [Int] = []
        for number in 0..<count {
            let name = Self.name(number)
            let (text, words) = Self.text(number)
            let file = URL(filePath: path).appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true
            )
            let wasMade = FileManager.default.createFile(atPath: path + "/" + name, contents: text)
            precondition(wasMade)
            wordCounts[Self.hexadecimal(name)] = words
            sums.append(name.utf8.reduce(0) { $0 + Int($1) })
        }
        self.wordCounts = wordCounts
        flakyReads = sums.count { $0 % 5 == 0 }
        flakyWrites = sums.count { $0 % 7 == 0 }
        try FileManager.default.createSymbolicLink(atPath: path + "/b.txt", withDestinationPath: "nowhere")
        let large = Data(repeating: UInt8(ascii: "x"), count: 1_048_577)
        precondition(FileManager.default.createFile(atPath: path + "/c.txt", contents: large))
        precondition(FileManager.default.createFile(atPath: path + "/no document.bin", contents: Data("x".utf8)))
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func emptyFile(_ name: String) throws -> URL {
        let file = root.appending(path: name)
        try Data().write(to: file)
        return file
    }

    static func hexadecimal(_ text: String) -> String {
        text.utf8.map { String(format: "%02X", $0) }.joined()
    }

    private static let oddNames = [
        "with spaces", "it's", "\"quoted\"", "back\\slash", "100% sure", "line\nbreak", "tab\there", "-rf",
        "; drop table",
        "caf\u{E9}", "cafe\u{301}", "日本語", "👩‍👩‍👧‍👦", "*", "null\u{1}control", "%00", "{\"json\": 1}", "ſtraße",
        String(repeating: "long", count: 50), ".hidden",
    ]

    private static func name(_ number: Int) -> String {
        let isOdd = number < oddNames.count
        let name = isOdd ? oddNames[number] : "\(number)"
        return isOdd ? "\(name).txt" : "folder \(number % 7)/\(name).\(number % 2 == 0 ? "md" : "txt")"
    }

    /// Each text has one word that no other has.
    private static func text(_ number: Int) -> (Data, words: Int) {
        var text = Data("marker\(number)".utf8)
        let separators = [" ", "\n", " -- ", "\"", "' or 1=1 ", "\u{0}", "\t*\t", "…", "; "]
        let words = ["word", "Straße", "naïve", "日本", "NEAR", "AND", "x", "42", String(repeating: "y", count: 300)]
        var count = 1
        for place in 0..<(number * 7 % 400) {
            let separator = separators[(number + place) % separators.count]
            text.append(Data(separator.utf8))
            if separator.contains("or 1=1") { count += 3 }
            text.append(Data(words[place * (number + 1) % words.count].utf8))
            count += 1
        }
        // Bytes that are not UTF-8.
        if number % 11 == 0 { text.append(contentsOf: [0x20, 0xFF, 0xC3]) }
        return (text, count)
    }
}
