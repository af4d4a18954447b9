// A full-text index of a folder, made by durable tasks. It shows
//
// - a parent task with a child for each document, and a finalize that checks the whole: `IndexTasks`;
// - a sequence of tasks, the output of each being the input of the next: read, split, write;
// - a sleeping task: the run waits for somebody's approval, for days if need be, in whatever process;
// - retries: some documents fail in their first attempt, in each of two places;
// - writes of one's own in the transaction that ends a task, so that each happens exactly once: `IndexStore.write` inserts
//   into a table that would take a document twice, and yet none is there twice, however often the process is killed;
// - enqueueing in one's own transaction: `IndexStore.begin`.

import ArgumentParser

@main
struct DocumentIndex: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "document-index",
        abstract: "Makes a full-text index of the text files of a folder: kill it at any moment, and start it again.",
        subcommands: [RunCommand.self, ApproveCommand.self, SearchCommand.self]
    )
}
