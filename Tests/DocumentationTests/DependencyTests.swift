import Foundation
import Testing

@Suite struct DependencyTests {
    /// A package that the manifest asks for.
    private struct Dependency: Hashable {
        var url: String
        /// The first version, and where a range ends the first that is too new.
        var versions: [String]
    }

    @Test func thePageOnSecurityListsTheDependenciesWithTheirVersions() throws {
        let manifest = try String(contentsOf: Document.projectFolder.appending(path: "Package.swift"), encoding: .utf8)
        let asked = manifest.matches(of: /\.package\(url: "([^"]+)", (.*)\)/).map { match in
            Dependency(url: String(match.1), versions: match.2.matches(of: /"([0-9.]+)"/).map { String($0.1) })
        }
        let page = try #require(Document.all.first { $0.path == "SECURITY.md" })
        let listed = page.prose.compactMap { line -> Dependency? in
            guard let row = line.firstMatch(of: /^\| \[[^\]]+\]\(([^)]+)\) \| ([^|]+) \|/) else { return nil }
            return Dependency(
                url: String(row.1), versions: row.2.matches(of: /[0-9]+\.[0-9.]+/).map { String($0.0) }
            )
        }
        #expect(asked.count == 6)
        #expect(Set(listed) == Set(asked))
        #expect(listed.count == asked.count)
    }
}
