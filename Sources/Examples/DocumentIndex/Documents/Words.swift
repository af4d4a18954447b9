/// The words of a text: runs of letters and digits, in lower case.
struct Words: Codable, Sendable {
    var path: String
    var words: [String]

    init(of document: Document) {
        path = document.path
        words = document.text.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
    }
}
