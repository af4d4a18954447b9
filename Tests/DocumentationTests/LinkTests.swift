import Foundation
import Testing

@Suite struct LinkTests {
    @Test(arguments: Document.all)
    func whatADocumentLinksToExists(_ document: Document) {
        let folder = Document.projectFolder.appending(path: document.path).deletingLastPathComponent()
        for link in document.links where !link.contains("://") {
            let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let target = parts[0].isEmpty ? document.path : parts[0]
            let url = parts[0].isEmpty ? nil : folder.appending(path: target).standardizedFileURL
            if let url {
                #expect(FileManager.default.fileExists(atPath: url.path), "\(document.path) links to \(link)")
            }
            guard parts.count == 2 else { continue }
            let linked = url.map { url in Document.all.first { url.path.hasSuffix("/" + $0.path) } } ?? document
            #expect(linked?.anchors.contains(parts[1]) == true, "\(document.path) links to \(link)")
        }
    }

    @Test func theProductsThatTheReadmeNamesAreThoseOfTheManifest() throws {
        let manifest = try String(contentsOf: Document.projectFolder.appending(path: "Package.swift"), encoding: .utf8)
        let readme = try #require(Document.all.first { $0.path == "README.md" })
        let products = manifest.matches(of: /\.(library|executable)\(name: "(\w+)"/).map { String($0.2) }
        let table = readme.prose.compactMap { $0.firstMatch(of: /^\| `(\w+)` \|/).map { String($0.1) } }
        #expect(table.sorted() == products.sorted())
        let dependencies = readme.lines.compactMap {
            $0.firstMatch(of: /\.product\(name: "(\w+)"/).map { String($0.1) }
        }
        #expect(!dependencies.isEmpty && dependencies.allSatisfy(products.contains))
    }
}

extension Document {
    /// The targets of the links in the text.
    var links: [String] {
        prose.flatMap { line in line.matches(of: /\]\(([^)\s]+)\)/).map { String($0.1) } }
    }

    /// The names under which its headings can be linked to.
    var anchors: [String] {
        prose.filter { $0.hasPrefix("#") }.map { heading in
            heading.drop { $0 == "#" }.dropFirst().lowercased()
                .filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
                .replacing(" ", with: "-")
        }
    }
}
