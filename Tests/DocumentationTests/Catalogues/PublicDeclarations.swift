import Foundation

/// The names that the sources of a module declare for its users.
struct PublicDeclarations {
    private let names: Set<String>
    /// The members of public enumerations and protocols, which do not say themselves that they are public.
    private let members: Set<String>

    init(ofModule module: String) throws {
        let folder = Document.projectFolder.appending(path: "Sources/\(module)")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var text = ""
        while let file = files?.nextObject() as? URL {
            if file.pathExtension == "swift" { text += try String(contentsOf: file, encoding: .utf8) }
        }
        self.init(text)
    }

    init(_ source: String) {
        var names: Set<String> = []
        var members: Set<String> = []
        for line in source.split(separator: "\n") where !line.drop(while: \.isWhitespace).hasPrefix("//") {
            if let name = line.firstMatch(of: Self.declaration) {
                names.insert(String(name.1))
            } else if line.contains(/\bpublic (convenience )?init\b/) {
                names.insert("init")
            } else if let name = line.firstMatch(of: /^    (?:mutating |static )?(?:func|var) `?(\w+)/) {
                members.insert(String(name.1))
            }
            if let list = line.firstMatch(of: /^ +case (\w.*)$/) {
                for name in list.1.matches(of: /(?:^|, )(\w+)/) { members.insert(String(name.1)) }
            }
        }
        self.names = names
        self.members = members
    }

    /// Whether there is all that a link names: `DurableTask/init(_:timeout:)` the type and an initializer.
    func contain(_ link: String) -> Bool {
        let parts = link.split(separator: "/").map { String($0.prefix { $0 != "(" && $0 != "-" }) }
        guard let first = parts.first else { return false }
        return names.contains(first) && parts.dropFirst().allSatisfy { names.contains($0) || members.contains($0) }
    }

    private static var declaration: Regex<(Substring, Substring)> {
        let modifiers = "(?:(?:static|final|mutating|convenience|internal\\(set\\)|private\\(set\\)) )*"
        let kinds = "(?:actor|class|struct|enum|protocol|typealias|func|var|let)"
        let pattern = "^ *public \(modifiers)\(kinds) `?(\\w+)"
        guard let regex = try? Regex(pattern, as: (Substring, Substring).self) else {
            preconditionFailure("not a regular expression: \(pattern)")
        }
        return regex
    }
}
