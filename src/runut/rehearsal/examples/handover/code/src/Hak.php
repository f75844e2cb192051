<?php

declare(strict_types=1);

/** Setiap orang hanya melihat serah terima unitnya; alamat milik unit lain dijawab tidak ditemukan. */
function bolehMelihat(int $unitPegawai, int $unitSerahTerima): bool
{
    return $unitPegawai === $unitSerahTerima;
}
