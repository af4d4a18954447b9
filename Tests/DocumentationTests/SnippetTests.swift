import SwiftCompiler
import Testing

@Suite struct SnippetTests {
    @Test(arguments: Document.all.filter { !SnippetScript($0).isEmpty })
    func theSwiftOfADocumentCompiles(_ document: Document) async throws {
        let complaints = try await SwiftCompiler.complaints(about: SnippetScript(document).text)
        #expect(complaints == "")
    }

    @Test func aSnippetThatDoesNotCompileIsFoundWithItsPlace() async throws {
        let document = Document(
            path: "broken.md",
            text: """
                Text.

                ```swift
                import DurableExecutionStorage
                let table = TaskExecutionsTable(5)
                ```
                """
        )
        let complaints = try await SwiftCompiler.complaints(about: SnippetScript(document).text)
        #expect(complaints.contains("broken.md:5"))
    }

    @Test func aBlockSeesWhatIsHiddenAndMayHaveItsOwnScope() async throws {
        let document = Document(
            path: "scopes.md",
            text: """
                <!-- swift
                let amount = 5
                let more = 1
                -->

                <!-- snippet: own scope -->
                ```swift
                let amount = 6 + more
                print(amount)
                ```

                <!-- snippet: not compiled -->

                ```swift
                …
                ```
                """
        )
        #expect(try await SwiftCompiler.complaints(about: SnippetScript(document).text) == "")
    }
}
