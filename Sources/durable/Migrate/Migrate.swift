import ArgumentParser

struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Creates and updates the table of executions, and compares it with what the code expects.",
        discussion: """
            Either use `apply`, or add the output of `generate` and of `apply --dry-run` to your own migrations. `check` \
            verifies the table in both cases.

            \(ExitStatus.discussion)
            """,
        subcommands: [MigrateGenerate.self, MigrateApply.self, MigrateStatus.self, MigrateCheck.self]
    )
}
