<?php

declare(strict_types=1);

/** Peran menentukan apa yang terlihat: pemohon miliknya, petugas kecamatannya, pejabat semuanya. */
enum Peran: string
{
    case Pemohon = 'pemohon';
    case Petugas = 'petugas';
    case Pejabat = 'pejabat';

    public function melihat(string $kecamatan, string $milik): bool
    {
        return match ($this) {
            self::Pejabat => true,
            self::Petugas => $kecamatan === $milik,
            self::Pemohon => false,
        };
    }
}
