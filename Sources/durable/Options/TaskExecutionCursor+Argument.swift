public import ArgumentParser
public import DurableExecutionStorage
internal import TypedSQL

extension TaskExecutionCursor: ExpressibleByArgument {}
