import Testing

@Suite struct HelpTests {
    @Test(
        arguments: zip(
            [
                [], ["migrate"], ["migrate", "generate"], ["migrate", "apply"], ["migrate", "status"],
                ["migrate", "check"], ["list"], ["show"], ["tree"], ["stats"], ["cancel"], ["retry"], ["wake"],
                ["prune"], ["demo"],
            ],
            [
                ["migrate", "enqueue", "list", "show", "tree", "stats", "cancel", "retry", "wake", "prune", "demo"],
                ["generate", "apply", "status", "check"],
                ["--dialect", "--table", "--indexes", "--output"],
                ["--database", "--table", "--indexes", "--json"],
                ["--database", "--table", "--json"],
                ["--database", "--table", "--indexes", "--json"],
                [
                    "--database", "--table", "--json", "--task", "--status", "--root", "--parent", "--executor",
                    "--limit", "--after", "--oldest-first", "--payloads", "--finished-after",
                ],
                ["--database", "--table", "--json", "--payloads"],
                ["--database", "--table", "--json", "--from-itself"],
                ["--database", "--table", "--json"], ["--database", "--table", "--json"],
                ["--database", "--table", "--json"], ["--database", "--json", "--output", "--error"],
                ["--database", "--json", "--older-than", "--status", "--dry-run"],
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
        ["list"], ["list", "--database", "x", "--status", "paused"], ["list", "--database", "x", "--limit", "0"],
        ["list", "--database", "x", "--created-after", "yesterday"],
        ["list", "--database", "x", "--after", "nonsense"],
        ["list", "--database", "x", "--after", "1"], ["enqueue", "t", "not JSON", "--database", "x"],
        ["cancel", "--database", "x"],
        ["wake", "a", "--database", "x"], ["wake", "a", "--database", "x", "--output", "not JSON"],
        ["prune", "--database", "x"], ["prune", "--database", "x", "--older-than", "7 days"],
        ["prune", "--database", "x", "--older-than", "1d", "--status", "running"],
    ])
    func aWrongCommandLineHasACodeOfItsOwn(command: [String]) async throws {
        let wrong = try await DurableCommand.run(command)
        #expect(wrong.exitCode == 64)
        #expect(wrong.output == "")
        #expect(wrong.error.hasPrefix("Error: "))
    }
}
