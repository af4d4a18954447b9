import Testing

@Suite struct HelpTests {
    @Test(
        arguments: zip(
            [
                [], ["migrate"], ["migrate", "generate"], ["migrate", "apply"], ["migrate", "status"],
                ["migrate", "check"], ["demo"],
            ],
            [
                ["migrate", "demo"],
                ["generate", "apply", "status", "check"],
                ["--dialect", "--table", "--indexes", "--output"],
                ["--database", "--table", "--indexes", "--json"],
                ["--database", "--table", "--json"],
                ["--database", "--table", "--indexes", "--json"],
                ["--database", "--json"],
            ]
        )
    )
    func helpNamesEveryOptionAndTheExitCodes(command: [String], words: [String]) async throws {
        let help = try await DurableCommand.run(command + ["--help"])
        #expect(help.exitCode == 0)
        #expect(help.error == "")
        #expect(help.output.hasPrefix("OVERVIEW: "))
        #expect(help.output.contains("Exit codes: "))
        for word in words { #expect(help.output.contains("\n  \(word) ")) }
    }

    @Test(arguments: [
        ["migrate", "apply"], ["migrate", "check", "--nonsense"], ["migrate", "generate", "--dialect", "x"],
    ])
    func aWrongCommandLineHasACodeOfItsOwn(command: [String]) async throws {
        let wrong = try await DurableCommand.run(command)
        #expect(wrong.exitCode == 64)
        #expect(wrong.output == "")
        #expect(wrong.error.hasPrefix("Error: "))
    }
}
