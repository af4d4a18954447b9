import Foundation
import Testing

@Suite struct PrefixTests {
    @Test func anIDCanBeShortenedToAUniqueBeginning() async throws {
        let database = try await ExecutionsDatabase([.sample("te_alpha"), .sample("te_alto"), .sample("te_alt")])
        #expect(try await database.run("show", "te_alp").lines.first?.hasSuffix("te_alpha") == true)
        #expect(try await database.run("cancel", "te_alp").lines == ["cancelled te_alpha"])
        #expect(try await database.run("tree", "te_alto").exitCode == 0)
        // One that is the beginning of another is still meant itself.
        #expect(try await database.run("show", "te_alt").lines.first?.hasSuffix("te_alt") == true)
        let ambiguous = try await database.run("cancel", "te_al")
        #expect(ambiguous.exitCode == 64)
        #expect(ambiguous.error.contains("“te_alto”"))
        for wrong in ["te_alpha2", "%", "te_a%", "TE_ALP"] {
            #expect(try await database.run("show", wrong).exitCode == 1)
        }
    }
}
