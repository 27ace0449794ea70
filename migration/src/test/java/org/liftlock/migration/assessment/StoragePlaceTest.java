package org.liftlock.migration.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liftlock.migration.assessment.StoragePlace.Kind;

class StoragePlaceTest {

    private static final String MOUNTS = """
            22 1 259:1 / / rw,relatime shared:1 - ext4 /dev/root rw
            23 22 0:44 / /srv rw,relatime shared:7 master:2 - nfs4 server:/export rw,vers=4.2
            24 23 0:45 / /srv/local rw - xfs /dev/sdb1 rw
            25 22 0:46 / /mnt/our\\040share rw - cifs //host/share rw
            26 22 0:47 / /mnt/over rw - ext4 /dev/sdc1 rw
            27 22 0:48 / /mnt/over rw - fuse.sshfs user@host:/ rw
            28 22 0:49 / /host rw - 9p drivers rw
            29 22 0:50 / /mnt/\\303\\274ber rw - ceph mon:/ rw
            a line that is none
            """;

    @ParameterizedTest
    @CsvSource({
        "/var/lib/app.db, LOCAL, ext4, /",
        "/srv/app.db, NETWORK, nfs4, /srv",
        "/srvice/app.db, LOCAL, ext4, /",
        "/srv/local/app.db, LOCAL, xfs, /srv/local",
        "/mnt/our share/app.db, NETWORK, cifs, /mnt/our share",
        "/mnt/over/app.db, NETWORK, fuse.sshfs, /mnt/over",
        "/host/app.db, SHARED_WITH_HOST, 9p, /host",
        "/mnt/über/app.db, NETWORK, ceph, /mnt/über",
    })
    void findsTheMountThatCounts(String file, Kind kind, String type, String mountPoint) {
        assertThat(StoragePlace.ofMounts(MOUNTS, Path.of(file))).isEqualTo(new StoragePlace(kind, type, mountPoint));
    }

    @Test
    void saysThatATableWithoutAMountTellsNothing() {
        assertThat(StoragePlace.ofMounts("", Path.of("/app.db")).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void decidesForAServerOnANetworkFileSystem() {
        assertThat(Decision.of(List.of(Strength.NONE, Strength.DECIDES))).isEqualTo(Decision.MOVE);
    }
}
