import Foundation
import Testing

@testable import durable

@Suite struct FolderWalkTests {
    @Test func filesComeByTheBytesOfTheirPaths() throws {
        let folder = try DemoFolder()
        let names = ["a/b", "a.txt", "a/b.txt", "a/c/d", "a-b", "a0", ".hidden", "é", "z/y/x/w", "Z"]
        for name in names { try folder.add(name, Data()) }
        let walked = FolderWalk(BytePath(folder.path)).map(\.escaped)
        #expect(walked == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test func linksAndPipesArePassedOver() throws {
        let folder = try DemoFolder()
        try folder.add("a/file", Data())
        symlink(folder.path + "/a", folder.path + "/linked folder")
        symlink(folder.path + "/a/file", folder.path + "/linked file")
        symlink("nowhere", folder.path + "/dangling")
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        #expect(FolderWalk(BytePath(folder.path)).map(\.escaped) == ["a/file"])
    }

    @Test func thousandsOfFoldersInsideEachOtherAreNoTrouble() throws {
        let folder = try DemoFolder()
        let deep = Array(repeating: "d", count: 1000).joined(separator: "/")
        try folder.add("\(deep)/file", Data())
        #expect(FolderWalk(BytePath(folder.path)).map(\.escaped) == ["\(deep)/file"])
    }
}
