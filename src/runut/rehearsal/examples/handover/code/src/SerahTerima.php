<?php

declare(strict_types=1);

/** Serah terima tanpa penerima atau tanpa butir tidak dapat dikirim; jawabannya menyebut yang kurang. */
final class SerahTerima
{
    /** @param list<string> $butir */
    public function yangKurang(?int $penerima, array $butir): ?string
    {
        return match (true) {
            $penerima === null => 'Pilih penerima.',
            $butir === [] => 'Tulis sedikitnya satu butir pekerjaan.',
            default => null,
        };
    }
}
