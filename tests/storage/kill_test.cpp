// A child writes and is killed without warning: every command it acknowledged is there, once.
#include "storage/files/hash.hpp"
#include "tests/storage/support/council.hpp"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace chamber::storage::test {

class KillTest : public CouncilTest {
protected:
    Command command(std::int64_t number) { return Command{number, PutAnnotation{note_template(number), 0}}; }

    Annotation note_template(std::int64_t number)
    {
        Annotation annotation = pattern;
        annotation.id = AnnotationId("DB02.d1." + std::to_string(number));
        return annotation;
    }

    // Writes documents and commands until it is killed; after each durable step one byte goes up the pipe.
    [[noreturn]] void write_for_ever(int acknowledge)
    {
        auto opened = Store::open(*directory, clock, entropy);
        if (!opened) ::_exit(1);
        store = std::move(*opened);
        for (std::int64_t number = store->last_command(delegate.device, "k") + 1;; ++number) {
            if (store->begin_group()) {
                auto applied = store->apply(delegate, "k", {command(number)});
                auto committed = store->commit_group();
                if (!applied || !applied->outcomes.at(0).done || !committed) ::_exit(2);
            }
            const char done = 'c';
            if (::write(acknowledge, &done, 1) != 1) ::_exit(3);
            if (number % 5 != 0) continue;
            NewRevision revision = new_document("Tài liệu");
            revision.new_id = DocumentId("TL" + std::to_string(number));
            if (!add(std::move(revision), "bytes " + std::to_string(number))) ::_exit(4);
            const char stored = 'd';
            if (::write(acknowledge, &stored, 1) != 1) ::_exit(5);
        }
    }

    Viewer delegate;
    Annotation pattern;
};

TEST_F(KillTest, EveryAcknowledgedCommandIsThereOnce)
{
    delegate = enrol("d1", "DB02");
    const DocumentId document = upload("Báo cáo");
    publish_all();
    pattern = note(delegate, "0", document, "Ghi chú");
    store.reset();

    std::int64_t acknowledged = 0;
    for (int round = 0; round < 6; ++round) {
        int pipe_ends[2];
        ASSERT_EQ(::pipe(pipe_ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(pipe_ends[0]);
            write_for_ever(pipe_ends[1]);
        }
        ::close(pipe_ends[1]);
        // Another number of steps each time, so that the kill falls somewhere else.
        char got = 0;
        for (int i = 0; i < 7 + 11 * round && ::read(pipe_ends[0], &got, 1) == 1; ++i)
            acknowledged += got == 'c' ? 1 : 0;
        ::kill(child, SIGKILL);
        while (::read(pipe_ends[0], &got, 1) == 1) acknowledged += got == 'c' ? 1 : 0;
        ::close(pipe_ends[0]);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << WEXITSTATUS(status);

        open();
        const std::int64_t last = store->last_command(delegate.device, "k");
        EXPECT_GE(last, acknowledged);
        EXPECT_LE(last, acknowledged + round + 1);  // at most one per kill was durable but not told
        EXPECT_EQ(store->entities("annotation")->size(), static_cast<std::size_t>(last));
        for (const Entity& entity : *store->entities("draft_document")) {
            const auto sha256 = Sha256::parse(std::get<DraftDocument>(entity).revisions.at(0).sha256);
            EXPECT_TRUE(store->blobs().verify(*sha256).has_value());
        }
        EXPECT_TRUE(store->check_database().has_value());
        store.reset();
    }
}

}  // namespace chamber::storage::test
