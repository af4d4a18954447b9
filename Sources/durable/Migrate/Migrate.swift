import ArgumentParser

struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes the table of executions, and compares it with what the code expects.",
        discussion: """
            Either let `apply` do all, or put what `generate` prints among your own migrations. `check` says whether the \
            table is right, whoever made it.

            \(ExitStatus.discussion)
            """,
        subcommands: [MigrateGenerate.self, MigrateApply.self, MigrateStatus.self, MigrateCheck.self]
    )
}
