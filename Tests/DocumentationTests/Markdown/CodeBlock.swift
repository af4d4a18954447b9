/// A block of code in a document, or a comment that stands for one.
struct CodeBlock {
    /// `swift`, `sql`, …
    let language: String
    let lines: [String]
    /// The number of the first of the lines in the document, counted from 1.
    let firstLine: Int
    /// What the comment right before the block says: `sql: unpaid orders` of `<!-- sql: unpaid orders -->`.
    let marker: String?
    /// Whether it is a comment, which readers do not see.
    let isHidden: Bool
}

extension Document {
    /// The blocks between three backticks, and the comments that begin with the word “swift” alone in their line.
    var codeBlocks: [CodeBlock] {
        var blocks: [CodeBlock] = []
        var marker: String?
        var rest = Array(lines.enumerated())[...]
        while let (index, line) = rest.popFirst() {
            if line.hasPrefix("```") || line == "<!-- swift" {
                let isHidden = !line.hasPrefix("```")
                let end = isHidden ? "-->" : "```"
                let content = rest.prefix { $0.element != end }
                rest = rest.dropFirst(content.count + 1)
                blocks.append(
                    CodeBlock(
                        language: isHidden ? "swift" : String(line.dropFirst(3)), lines: content.map(\.element),
                        firstLine: index + 2, marker: marker, isHidden: isHidden
                    )
                )
                marker = nil
            } else if line.hasPrefix("<!-- "), line.hasSuffix(" -->") {
                marker = String(line.dropFirst(5).dropLast(4))
            } else if !line.isEmpty {
                marker = nil
            }
        }
        return blocks
    }

    /// The lines outside of blocks of code.
    var prose: [String] {
        var end: String?
        return lines.filter { line in
            if let awaited = end {
                if line == awaited { end = nil }
                return false
            }
            end = line.hasPrefix("```") ? "```" : line == "<!-- swift" ? "-->" : nil
            return end == nil
        }
    }
}
