public import ArgumentParser
public import DurableExecutionStorage

extension TaskExecutionCursor: ExpressibleByArgument {}
