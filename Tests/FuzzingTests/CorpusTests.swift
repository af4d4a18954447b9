import Foundation
import Testing

/// The inputs that fuzzing has found to take ways of their own through the program, and those that have made it fail.
@Suite struct CorpusTests {
    @Test(arguments: FuzzTarget.allCases)
    func whateverComesFromOutsideIsTakenOrRefused(_ target: FuzzTarget) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus/\(target.rawValue)")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count > 10)
        for file in files {
            let input = try Data(contentsOf: file)
            #expect(throws: Never.self, "\(file.lastPathComponent)") {
                try input.withUnsafeBytes { try target.feed($0.bindMemory(to: UInt8.self)) }
            }
        }
    }
}
