<?php

declare(strict_types=1);

/** @param array<string, int> $jumlah */
function rekap(array $jumlah): array
{
    arsort($jumlah);

    return array_map(
        fn (string $unit, int $banyak): array => [
            'unit' => $unit,
            'banyak' => $banyak,
            'warna' => sprintf('#%06x', mt_rand(0, 0xFFFFFF)),
        ],
        array_keys($jumlah),
        $jumlah,
    );
}
