import Foundation
import Testing

/// The documents of one module that stand beside its sources.
struct Catalogue: Sendable, CustomTestStringConvertible {
    let module: String
    let documents: [Document]

    var testDescription: String { module }

    /// The page that is shown first.
    var landingPage: Document? {
        documents.first { $0.path.hasSuffix("/\(module).md") }
    }

    /// The names under which its documents can be linked to.
    var documentNames: [String] {
        documents.compactMap { $0.path.split(separator: "/").last?.split(separator: ".").first.map(String.init) }
    }

    static let all: [Catalogue] = {
        let documents = Document.all.filter { $0.path.hasPrefix("Sources/") }
        return Dictionary(grouping: documents) { String($0.path.split(separator: "/")[1]) }
            .map { Catalogue(module: $0, documents: $1) }
            .sorted { $0.module < $1.module }
    }()
}

extension Document {
    /// What stands between two backticks on each side: `TaskOptions/retry` of ``TaskOptions/retry``.
    var symbolLinks: [String] {
        prose.flatMap { line in line.matches(of: /``([^`]+)``/).map { String($0.1) } }
    }

    /// The names of the documents that it links to.
    var documentLinks: [String] {
        prose.flatMap { line in line.matches(of: /<doc:([^>]+)>/).map { String($0.1) } }
    }
}
