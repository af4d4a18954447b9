/// The Swift of a document as one script, in the order in which it stands there: a block may use what a block before it
/// declares.
///
/// Comments say what is to be treated otherwise:
/// - `<!-- snippet: own scope -->` before a block: its names are its own;
/// - `<!-- snippet: not compiled -->` before a block: it is no part of a program;
/// - a comment that begins with the line `<!-- swift`: code that is compiled here and not shown.
struct SnippetScript {
    let text: String
    let isEmpty: Bool

    init(_ document: Document) {
        let blocks = document.codeBlocks.filter { $0.language == "swift" && $0.marker != "snippet: not compiled" }
        var lines: [String] = []
        for block in blocks {
            let hasOwnScope = block.marker == "snippet: own scope"
            if hasOwnScope { lines.append("do {") }
            lines.append("#sourceLocation(file: \"\(document.path)\", line: \(block.firstLine))")
            lines += block.lines
            lines.append("#sourceLocation()")
            if hasOwnScope { lines.append("}") }
        }
        text = lines.joined(separator: "\n") + "\n"
        isEmpty = blocks.isEmpty
    }
}
